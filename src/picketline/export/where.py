"""Where a dispute is on the map: the gazetteer's middle of each place named, in the country that the claim gives."""

from __future__ import annotations

from dataclasses import dataclass

from picketline.export.words import country
from picketline.model import Dispute
from picketline.text.places import Place, look_up


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a dispute with its country (ISO 3166-1) and its middle in degrees (WGS 84)."""

    name: str
    country: str
    longitude: float
    latitude: float

    def whole(self) -> bool:
        """Whether the place is the country itself."""
        return self.name == country(self.country)

    def __str__(self) -> str:
        """The place with its country, which is named once."""
        return self.name if self.whole() else f"{self.name}, {country(self.country)}"


def located(dispute: Dispute) -> tuple[Located, ...]:
    """Those of the dispute's places that the gazetteer knows; of `Mary, Turkmenistan` the town is looked up."""
    named = [
        (str(choice.claim.value["value"]).split(",")[0], choice.claim.value.get("country")) for choice in dispute.chosen.get("place", ())
    ]
    found = look_up([name for name, _ in named])
    spots = (_spot(name, land, found.get(name, ())) for name, land in named)
    return tuple(spot for spot in spots if spot)


def _spot(name: str, land: object, places: tuple[Place, ...]) -> Located | None:
    for place in places:
        if land in (None, place.country) and place.longitude is not None and place.latitude is not None:
            return Located(name, place.country, place.longitude, place.latitude)
    return None
