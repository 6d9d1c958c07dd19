"""Happenings that a report tells twice."""

from dataclasses import replace

import pytest

from picketline.extract.retold import joined
from picketline.lang import pack
from picketline.model.record import Event, Money
from picketline.model.span import Span

TEXT = "Weavers struck on Monday. About 300 weavers of the Norrland mill walked out, the guild said."
LEAD, BODY = Span.of(TEXT, 0, 24), Span.of(TEXT, 26, 75)
ENGLISH = pack("en")
FIRST = Event("action_started", (LEAD,), date="1987-03-16", actor="Weavers", confidence=0.6)
AGAIN = Event("action_started", (BODY,), count=300, actor="weavers of the Norrland mill", said_by="guild", confidence=0.8)


def test_a_happening_told_twice_is_one_event_with_both_quotes() -> None:
    """The likelier telling comes first and gives what both tell; the other adds what only it tells."""
    [event] = joined((FIRST, AGAIN), ENGLISH)
    assert event.evidence == (BODY, LEAD) and event.confidence == 0.8
    assert (event.actor, event.count, event.date, event.said_by) == (AGAIN.actor, 300, "1987-03-16", "guild")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"type": "protest"}, {}),
        ({"modality": "planned"}, {}),
        ({"date": "1987-03-16"}, {"date": "1987-03-09"}),
        ({"count": 40}, {"count": 300}),
        ({"amount": Money(5, "SEK")}, {"amount": Money(6, "SEK")}),
        ({"actor": "Weavers"}, {"actor": "Dockers"}),
    ],
)
def test_what_differs_in_something_that_both_tell_is_two_happenings(first: dict[str, object], again: dict[str, object]) -> None:
    """Another type, modality, day, number, amount or doer keeps two events apart."""
    one, other = replace(FIRST, **first), replace(AGAIN, **again)  # type: ignore[arg-type]
    assert joined((one, other), ENGLISH) == (one, other)


def test_what_figures_part_is_two_happenings() -> None:
    """An offer of 6 per cent is not one of 14."""
    text = "The mill offered 6 per cent. It later offered 14 per cent."
    one, other = (Event("offer", (Span.of(text, start, end),)) for start, end in ((0, 27), (29, 57)))
    assert joined((one, other), ENGLISH) == (one, other)


@pytest.mark.parametrize(("one", "other"), [("1987-03", "1987-03-16"), ("1987-03-16~", "1987-03-16")])
def test_dates_that_may_be_one_day_do_not_part_a_happening(one: str, other: str) -> None:
    """A month and a day of it may be one happening's."""
    assert len(joined((replace(FIRST, date=one), replace(AGAIN, date=other)), ENGLISH)) == 1


def test_an_argument_that_a_further_telling_adds_keeps_the_words_it_rests_on() -> None:
    """The basis of what is taken over is taken over too, that of what is not is left."""
    date, actor = (Span.of(TEXT, 18, 24),), (Span.of(TEXT, 80, 89),)
    telling = replace(FIRST, basis={"date": date, "actor": actor})
    [event] = joined((telling, AGAIN), ENGLISH)
    assert event.basis == {"date": date}


def test_at_most_two_quotes_stand_together() -> None:
    """A third telling stays an event of its own, and so does one whose quote is long."""
    third = replace(FIRST, evidence=(Span.of(TEXT, 50, 75),), confidence=0.5)
    assert len(joined((FIRST, AGAIN, third), ENGLISH)) == 2
    long = "Weavers walked out again, " * 20
    told = tuple(replace(FIRST, evidence=(Span.of(long, start, start + 160),)) for start in (0, 200))
    assert len(joined(told, ENGLISH)) == 2
