"""The list: filters, counts, views of the same filters, downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import country
from picketline.ledger import Found
from picketline.text.places import look_up
from picketline.web.asked import address, ledger_of, mark, query, read_mark, size
from picketline.web.drawing import Spot, bars, stretches, world, years
from picketline.web.facets import TITLES, chips, facets, told
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

VIEWS = (("table", later("Table")), ("map", later("Map")), ("timeline", later("Timeline")), ("chart", later("Chart")))
DOWNLOADS = (
    ("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"), ("geojson", "GeoJSON"), ("atom", later("Atom feed")), ("ics", later("Calendar")),
)  # fmt: skip
CHARTED = ("industry", "country", "region", "form", "status", "demand", "event", "size", "employers", "unions", "outlet", "conflict")
BARS = 25
SIZES = (50, 200, 1000)


@router.get("/disputes")
def disputes(request: Request) -> Response:
    """The page; an address with empty filters, as a form makes it, leads to the one without them, which can be shared."""
    ledger = ledger_of(request)
    asked, params = query(request), request.query_params
    if not all(params.values()):
        return RedirectResponse(address(request))
    found = ledger.browse(asked, size(request), read_mark(params.get("after")), read_mark(params.get("before")))
    view = params.get("view", "table")
    view = view if view in dict(VIEWS) else "table"
    content = page(
        request, "disputes.html", query=asked, found=found, view=view, views=VIEWS, downloads=DOWNLOADS, charted=charted(request),
        facets=tuple(facets(found.counts, asked)), chips=tuple(chips(request, asked)), histogram=years(by_year(request, found)),
        picture=PICTURES[view](request, found) if view in PICTURES else "", chartable=[(name, _(TITLES[name])) for name in CHARTED],
        search=f"?{request.url.query}" if request.url.query else "", address=lambda **changed: address(request, **changed),
        sizes=sizes(request, found), older=beyond(request, after=mark(found.after)), newer=beyond(request, before=mark(found.before)),
    )  # fmt: skip
    return HTMLResponse(content)


def beyond(request: Request, **place: str | None) -> str | None:
    """The address of the page beyond a place; None where there is none."""
    return address(request, **place) if any(place.values()) else None


def sizes(request: Request, found: Found) -> list[tuple[int, str | None]]:
    """Lengths of a page, each with the address of a page of that length, None for the one shown; nothing where one page holds all."""
    offered = [many for many in SIZES if many == SIZES[0] or many // 4 < found.total]
    return [(many, None if many == size(request) else address(request, _size=str(many))) for many in offered] if len(offered) > 1 else []


def by_year(request: Request, found: Found) -> list[tuple[str, int, str]]:
    """Each year with the number of disputes that began in it and the address of their list."""
    return [(year, many, address(request, since=year, until=year)) for year, many in found.years.items()]


def on_the_map(request: Request, found: Found) -> Markup:
    """A circle a country: the disputes that the filters find there."""
    counts = found.counts["country"]
    middles = _middles(counts)
    return world(
        Spot(country(code), *middles[code], many, address(request, country=code)) for code, many in counts.items() if code in middles
    )


def _middles(codes: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    places = look_up([country(code) for code in codes])
    known = ((code, place) for code in codes for place in places.get(country(code), ()) if place.country == code)
    return {code: (p.longitude, p.latitude) for code, p in known if p.longitude is not None and p.latitude is not None}


def over_time(_request: Request, found: Found) -> Markup:
    """The disputes of this page, each a line from start to end."""
    return stretches(found.rows)


def charted(request: Request) -> str:
    """The facet by which the chart counts."""
    asked = request.query_params.get("by", "")
    return asked if asked in CHARTED else CHARTED[0]


def by_facet(request: Request, found: Found) -> Markup:
    """A bar a value of the facet that is asked for."""
    name = charted(request)
    counts = list(found.counts[name].items())[:BARS]
    rows = [(told(name, value), many, address(request, **{name: value, "view": None, "by": None})) for value, many in counts]
    return bars(rows, _(TITLES[name]))


PICTURES: Mapping[str, Callable[[Request, Found], Markup]] = {"map": on_the_map, "timeline": over_time, "chart": by_facet}
