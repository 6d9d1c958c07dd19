"""How many independent sources tell of something."""

from itertools import combinations

from picketline.ledger.assemble import with_copies
from picketline.ledger.source import Source, independent
from picketline.model import Judgement
from picketline.resolve.standing import standing


def count(sources, judgements=()):
    """The number of independent sources, by the judgements in force."""
    known = with_copies({source.document: source for source in sources}, standing(judgements))
    return len(set(independent(known, known).values()))


def test_a_copy_is_one_source_with_its_original() -> None:
    """A person's word that it is no copy counts before the machine's."""
    told = [Source("a", published="2024-03-04"), Source("b", published="2024-03-05"), Source("c")]
    copied = Judgement("document", "a", "b", True, "model:copies", 0.9)
    assert (count(told), count(told, [copied])) == (3, 2)
    assert count(told, [copied, Judgement("document", "a", "b", False, "person:Ines", recorded_at="2024-05-01")]) == 3


def test_reports_of_one_outlet_or_credited_to_it_are_one_source() -> None:
    """An outlet that writes twice, or is credited by another."""
    told = [Source("a", outlet="Coast Agency"), Source("b", outlet="coast agency"), Source("c", outlet="The Gull", via="Coast Agency")]
    assert count(told) == 1


def test_a_flood_of_copies_stays_one_source() -> None:
    """A hundred copies of one false story are one source."""
    told = [Source(f"n{n:03}") for n in range(100)]
    pairs = combinations([one.document for one in told], 2)
    assert count(told, [Judgement("document", one, other, True, "model:copies", 0.9) for one, other in pairs]) == 1
