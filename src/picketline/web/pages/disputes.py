"""The list: filters, counts, views of the same filters, downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from picketline.export.spoken import later
from picketline.export.words import LISTS, country, label
from picketline.ledger import Ledger, Query, Summary
from picketline.text.places import look_up
from picketline.web.asked import PAGE, address, position, query
from picketline.web.drawing import Spot, bars, stretches, world
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

VIEWS = (("table", later("Table")), ("timeline", later("Timeline")), ("map", later("Map")), ("chart", later("Chart")))
DOWNLOADS = (
    ("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"), ("geojson", "GeoJSON"), ("atom", later("Atom feed")), ("ics", later("Calendar")),
)  # fmt: skip
FACETS = (
    ("country", later("Country")), ("industry", later("Industry")), ("form", later("Form")), ("status", later("Standing")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One value of a facet, how many of the found disputes have it, and whether it is asked for."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, most frequent first."""

    name: str
    title: str
    choices: tuple[FacetChoice, ...]


@router.get("/disputes")
def disputes(request: Request) -> HTMLResponse:
    """The page."""
    ledger: Ledger = request.app.state.ledger
    asked, offset = query(request), position(request)
    view = request.query_params.get("view", "table")
    view = view if view in dict(VIEWS) else "table"
    total = ledger.count(asked)
    rows = list(ledger.summaries(asked, limit=PAGE, offset=offset))
    picture = PICTURES[view](ledger, asked, rows) if view in PICTURES else ""
    content = page(
        request, "disputes.html", query=asked, rows=rows, picture=picture, total=total, view=view, views=VIEWS, downloads=DOWNLOADS,
        facets=tuple(facets(ledger.facets(asked), asked)), search=f"?{request.url.query}" if request.url.query else "",
        without=lambda name: address(request, **{name: None}), with_view=lambda name: address(request, view=name),
        before=address(request, after=str(offset - PAGE)) if offset >= PAGE else None,
        after=address(request, after=str(offset + PAGE)) if offset + PAGE < total else None,
    )  # fmt: skip
    return HTMLResponse(content)


def facets(counts: Mapping[str, Mapping[str, int]], asked: Query) -> Iterator[Facet]:
    """The facets of the found disputes; a value that is asked for is shown even where nothing has it."""
    for name, title in FACETS:
        chosen = getattr(asked, name)
        found = {**counts.get(name, {}), **{value: 0 for value in chosen if value not in counts.get(name, {})}}
        told = country if name == "country" else partial(label, kind=LISTS[name])
        yield Facet(name, title, tuple(FacetChoice(value, told(value), many, value in chosen) for value, many in found.items()))


def on_the_map(ledger: Ledger, asked: Query, _rows: list[Summary]) -> Markup:
    """A circle a country: the disputes that the filters find there."""
    counts = ledger.facets(asked).get("country", {})
    found = look_up([country(code) for code in counts])
    middles = {code: next((place for place in found.get(country(code), ()) if place.country == code), None) for code in counts}
    return world(
        Spot(country(code), place.longitude, place.latitude, many, f"/disputes?country={code}")
        for code, many in counts.items()
        if (place := middles[code]) and place.longitude is not None and place.latitude is not None
    )


def over_time(_ledger: Ledger, _asked: Query, rows: list[Summary]) -> Markup:
    """The disputes of this page, each a line from start to end."""
    return stretches(rows)


def by_industry(ledger: Ledger, asked: Query, _rows: list[Summary]) -> Markup:
    """A bar a section of industry."""
    return bars(
        [(label(code, "industries"), many, f"/disputes?industry={code}") for code, many in ledger.facets(asked).get("industry", {}).items()]
    )


PICTURES = {"map": on_the_map, "timeline": over_time, "chart": by_industry}
