"""Where disputes are on the map: the gazetteer's middle of each place named, in the country that the claim gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.model import Dispute
from picketline.text.places import Place, look_up


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a dispute with its middle in degrees (WGS 84); `kind` country, region or town says how exact it is."""

    name: str
    country: str | None
    kind: str
    longitude: float
    latitude: float


def located(disputes: Iterable[Dispute]) -> Iterator[tuple[Dispute, tuple[Located, ...]]]:
    """Each dispute with those of its places that the gazetteer knows."""
    for dispute in disputes:
        named = [(str(choice.claim.value["value"]), choice.claim.value.get("country")) for choice in dispute.chosen.get("place", ())]
        found = look_up([name.split(",")[0] for name, _ in named])
        spots = (_spot(name, country, found.get(name.split(",")[0], ())) for name, country in named)
        yield dispute, tuple(spot for spot in spots if spot)


def _spot(name: str, country: object, places: tuple[Place, ...]) -> Located | None:
    fitting = [place for place in places if country is None or place.country == country]
    best = next((place for place in fitting if place.longitude is not None and place.latitude is not None), None)
    if best is None or best.longitude is None or best.latitude is None:
        return None
    return Located(name, str(country) if country else None, best.kind, best.longitude, best.latitude)
