"""A dispute's outline is counted as the dispute is."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.export.figures import Asked, figures
from picketline.ledger.outline import outline, outlined
from picketline.model import Choice, Claim, Dispute, Span
from picketline.statistics.measures import GROUPINGS, MEASURES, RATES
from picketline.statistics.profile import names, profile

PEOPLE = st.integers(1, 5000)
DAYS = st.sampled_from(["2023", "2023-05", "2023-05-08", "2023-05-12~", "2023-06-02", "2024-01-15", "XXXX-05-08"])
PLACES = st.fixed_dictionaries({"value": st.sampled_from(["Ashby", "Vilnius"])}, optional={"country": st.sampled_from(["GB", "LT"])})
NUMBERS = st.fixed_dictionaries({"value": PEOPLE}, optional={"max": PEOPLE, "approximate": st.just(True), "bound": st.just("min")})
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["return_to_work", "dismissal", "hearing"])},
    optional={"date": DAYS, "count": PEOPLE, "actor": st.just("Hall")},
)
SEGMENTS = st.fixed_dictionaries(
    {"begin": DAYS},
    optional={"end": DAYS, "workers": PEOPLE, "workdays": st.integers(1, 9), "stoppage": st.sampled_from(["1", "2"]), "known_until": DAYS},
)
ONES = {
    "status": st.sampled_from(["ongoing", "ended", "threatened"]), "started": DAYS, "ended": DAYS,
    "industry": st.sampled_from(["B", "H"]), "outcome": st.just("settled"), "form": st.sampled_from(["strike", "lockout", "protest"]),
    "demand": st.just("pay"), "union": st.just("Ward Union"),
}  # fmt: skip


def claims(name: str, values: list[dict[str, object]], method: str, modality: str = "happened") -> list[Claim]:
    words = (Span(0, len(name), name),)
    return [Claim("S-1", "S-1#d1", name, value, words, modality=modality, method=method) for value in values]  # type: ignore[arg-type]


@st.composite
def disputes(draw: st.DrawFn) -> Dispute:
    """A dispute of some values, rival numbers, events that happened or are planned, and a listing's segments."""
    method = draw(st.sampled_from(["model:own", "table:bls"]))
    chosen = {
        name: (Choice(*claims(name, [{"value": value}], method)),) for name, value in draw(st.fixed_dictionaries({}, optional=ONES)).items()
    }
    if numbers := claims("workers_involved", draw(st.lists(NUMBERS, max_size=3)), method):
        chosen["workers_involved"] = (Choice(numbers[0], tuple(numbers[1:])),)
    chosen["place"] = tuple(map(Choice, claims("place", draw(st.lists(PLACES, max_size=2)), method)))
    modality = draw(st.sampled_from(["happened", "planned"]))
    chosen["event"] = tuple(map(Choice, claims("event", draw(st.lists(EVENTS, max_size=3)), method, modality)))
    segments = claims("segment", draw(st.lists(SEGMENTS, max_size=2)), method)
    said = [*segments, *(claim for choices in chosen.values() for choice in choices for claim in (choice.claim, *choice.rivals))]
    published = draw(st.lists(DAYS, max_size=2))
    return Dispute("D-1", ("S-1#d1",), tuple(said), chosen, {f"S-{n}": day for n, day in enumerate(published)})


def asked(rules: str) -> Iterator[Asked]:
    for group in ((), *((name,) for name in GROUPINGS)):
        yield Asked(profile(rules), "month", group, tuple(name for name in MEASURES if name not in RATES))


@settings(max_examples=60, deadline=None)
@given(dispute=disputes(), rules=st.sampled_from(names()))
def test_an_outline_counts_as_its_dispute_does(rules: str, dispute: Dispute) -> None:
    """Every figure of every measure and grouping, its notes, and the rules that were applied, in the same words."""
    short = outline(outlined(dispute))
    for one in asked(rules):
        whole, light = figures([dispute], one), figures([short], one)
        assert list(light.rows()) == list(whole.rows())
        assert light.notes() == whole.notes()
        assert [part.counted.steps for cell in light.cells for part in cell.parts] == [
            part.counted.steps for cell in whole.cells for part in cell.parts
        ]
