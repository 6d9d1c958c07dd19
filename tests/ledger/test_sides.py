"""Rival accounts side by side."""

from picketline.ledger import Source, sides
from picketline.model import Choice, Claim


def people(document: str, number: int) -> Claim:
    return Claim(document, f"{document}#d1", "workers_involved", {"value": number}, ())


def test_a_rival_value_stands_once_with_the_number_of_independent_sources() -> None:
    """Three reports say 700, of which one copies another; one says 40. The 700 come first, as two independent sources."""
    sources = {name: Source(name) for name in ("S-1", "S-2", "S-4", "S-5")} | {"S-3": Source("S-3", copy_of="S-2")}
    rivals = (people("S-4", 40), people("S-2", 700), people("S-3", 700), people("S-5", 700))
    choice = Choice(people("S-1", 500), rivals)
    told = [(side.claim.value["value"], len(side.claims), side.sources) for side in sides(choice, sources)]
    assert told == [(500, 1, 1), (700, 3, 2), (40, 1, 1)]


def test_what_agrees_stands_behind_the_chosen_value() -> None:
    """A report that says the same is one more source of it."""
    choice = Choice(people("S-1", 500), agreeing=(people("S-2", 500),))
    assert [side.sources for side in sides(choice, {})] == [2]
