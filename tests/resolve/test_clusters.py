"""Disputes made of reports and judgements."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.model import Judgement
from picketline.resolve.cluster import clusters
from picketline.resolve.people import merge, split
from picketline.resolve.report import Report
from picketline.resolve.standing import standing

DAY = "2024-05-{:02}T10:00:00Z"


def report(name: str) -> Report:
    subject = name if "#" in name else f"{name}#d1"
    return Report(subject, subject.split("#")[0], f"2024-03-{ord(name[0]) - 96:02}")


def machine(a: str, b: str, score: float) -> Judgement:
    return Judgement("dispute", *sorted((subject(a), subject(b))), score >= 0.5, "model:test", score)


def person(a: str, b: str, same: bool, day: int = 1, by: str = "Ines") -> Judgement:
    return Judgement("dispute", subject(a), subject(b), same, f"person:{by}", recorded_at=DAY.format(day))


def subject(name: str) -> str:
    return name if "#" in name else f"{name}#d1"


def groups(names: str | list[str], judgements: list[Judgement]) -> set[frozenset[str]]:
    keys = clusters(map(report, names), judgements)
    return {frozenset(s.removesuffix("#d1") for s in keys if keys[s] == key) for key in keys.values()}


def parts(*members: str) -> set[frozenset[str]]:
    return set(map(frozenset, members))


def test_the_key_is_the_first_report():
    """A dispute is named by its first published report, whatever the order of judging."""
    assert clusters(map(report, "cab"), [machine("c", "a", 0.9), machine("b", "c", 0.9), machine("a", "b", 0.8)]) == {
        "a#d1": "a#d1",
        "b#d1": "a#d1",
        "c#d1": "a#d1",
    }


def test_a_chain_of_weak_links_does_not_glue_two_strikes_together():
    """a-b and d-e are sure, b-c and c-d just likely: the two strikes stay apart, though a chain leads from one to the other."""
    sure = [machine("a", "b", 0.99), machine("d", "e", 0.99)]
    weak = [machine("b", "c", 0.55), machine("c", "d", 0.55), machine("a", "d", 0.03), machine("a", "c", 0.2)]
    found = groups("abcde", sure + weak)
    assert not any({"a", "d"} <= group for group in found)
    assert {"a", "b"} <= next(group for group in found if "a" in group)


def test_two_disputes_of_one_document_stay_two():
    """The document told them apart; only a person may say otherwise."""
    judged = [machine("a#d1", "b#d1", 0.9), machine("a#d2", "b#d1", 0.8)]
    assert groups(["a#d1", "a#d2", "b#d1"], judged) == {frozenset({"a", "b"}), frozenset({"a#d2"})}
    assert len(groups(["a#d1", "a#d2", "b#d1"], [*judged, person("a#d1", "a#d2", True)])) == 1


def test_a_person_wins_over_any_score():
    """Same and not the same by a person hold against all machines."""
    assert groups("ab", [machine("a", "b", 0.01), person("a", "b", True)]) == parts("ab")
    assert groups("ab", [machine("a", "b", 0.99), person("a", "b", False)]) == parts("a", "b")


def test_the_later_word_of_a_person_wins():
    """A change of mind counts, also where it contradicts by way of others."""
    assert groups("ab", [person("a", "b", False, 1), person("a", "b", True, 2)]) == parts("ab")
    assert groups("abc", [person("a", "b", True, 1), person("b", "c", True, 2), person("a", "c", False, 3)]) == parts("a", "bc")


def test_what_a_person_tells_apart_no_machine_joins_by_way_of_others():
    """a is not b; c is like both and joins one of them, never both."""
    found = groups("abc", [person("a", "b", False), machine("a", "c", 0.9), machine("b", "c", 0.95)])
    assert found == parts("a", "bc")


def test_undoing_and_taking_the_undoing_back():
    """An undone judgement counts no more; the undoing undone, it counts again."""
    said = person("a", "b", True, 1)
    undo = Judgement("dispute", said.left, said.right, True, "person:Ines", recorded_at=DAY.format(2), undoes=said.id)
    redo = Judgement("dispute", said.left, said.right, True, "person:Ines", recorded_at=DAY.format(3), undoes=undo.id)
    assert standing([said]) == (said,)
    assert standing([undo, said]) == ()
    assert standing([redo, said, undo]) == (said,)


NAMES = "abcdefg"
SCORES = st.dictionaries(st.sampled_from(list(combinations(NAMES, 2))), st.sampled_from([0.03, 0.3, 0.5, 0.6, 0.9, 0.999]))
SAID = st.lists(st.tuples(st.sampled_from(list(combinations(NAMES, 2))), st.booleans(), st.integers(1, 9)), max_size=5)


def judged(scores: dict[tuple[str, str], float], said: list[tuple[tuple[str, str], bool, int]]) -> list[Judgement]:
    return [*(machine(a, b, score) for (a, b), score in scores.items()), *(person(a, b, same, day) for (a, b), same, day in said)]


@settings(max_examples=200, deadline=None)
@given(SCORES, SAID, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_disputes(scores, said, random):
    """Disputes depend on the sets of reports and judgements, not on the order in which they came."""
    rows, names = judged(scores, said), list(NAMES)
    straight = clusters(map(report, names), rows)
    random.shuffle(rows)
    random.shuffle(names)
    assert clusters(map(report, names), rows) == straight


@settings(max_examples=150, deadline=None)
@given(SCORES, SAID, st.sampled_from(list(combinations(NAMES, 2))))
def test_merge_then_undo_is_the_identity(scores, said, pair):
    """Merging two disputes makes them one; taking the merge back leaves what was."""
    rows = judged(scores, said)
    before = clusters(map(report, NAMES), rows)
    both = [s for s in before if before[s] in {before[subject(name)] for name in pair}]
    merged = list(merge(both, "Ines", DAY.format(20)))
    during = clusters(map(report, NAMES), [*rows, *merged])
    assert len({during[s] for s in both}) == 1
    undone = [Judgement("dispute", j.left, j.right, True, j.method, recorded_at=DAY.format(21), undoes=j.id) for j in merged]
    assert clusters(map(report, NAMES), [*rows, *merged, *undone]) == before


@settings(max_examples=150, deadline=None)
@given(SCORES, SAID, st.sampled_from(NAMES))
def test_split_then_merge_is_the_identity(scores, said, name):
    """Splitting a report off leaves it alone; merging the parts again gives the dispute that was."""
    rows = judged(scores, said)
    before = clusters(map(report, NAMES), rows)
    whole = [s for s in before if before[s] == before[subject(name)]]
    rest = [s for s in whole if s != subject(name)]
    cut = list(split([subject(name)], rest, "Ines", DAY.format(20)))
    apart = clusters(map(report, NAMES), [*rows, *cut])
    assert all(apart[s] != apart[subject(name)] for s in rest)
    assert clusters(map(report, NAMES), [*rows, *cut, *merge(whole, "Ines", DAY.format(21))]) == before
