"""What the scorer counts, on a report written for it."""

from dataclasses import replace

import pytest

from picketline.evaluate import Coded, Gold, Report, report
from picketline.model import Event, Quantity, Record, Reported, Span, Value

TEXT = "About 500 dockers at Harwick Quays walked out on 2 March 1990. Harwick Quays said the dockers' union had broken off talks."


def quote(words: str) -> tuple[Span, ...]:
    at = TEXT.index(words)
    return (Span.of(TEXT, at, at + len(words)),)


WALKOUT = Event("action_started", quote("walked out on 2 March 1990"), date="1990-03-02", count=500)
TALKS = Event("negotiation", quote("had broken off talks"), actor="the dockers' union", said_by="Harwick Quays")
DISPUTE = Reported(
    "d1",
    employers=(Value("Harwick Quays", quote("Harwick Quays"), aliases=("the port company",)),),
    workers=(Value("dockers", quote("dockers")),),
    started=Value("1990-03-02", quote("2 March 1990")),
    workers_involved=Quantity(500, quote("About 500 dockers"), approximate=True),
    events=(WALKOUT, TALKS),
)


def scored(predicted: Reported | None, gold: Reported = DISPUTE, accepted: dict[str, tuple[str, ...]] | None = None) -> Report:
    records = [Record("r1", True, (predicted,))] if predicted else [Record("r1", False)]
    return report([Gold("r1", True, (Coded(gold, accepted or {}),))], records, {"r1": TEXT})


def test_a_perfect_record_scores_one() -> None:
    """What gold says, said again, earns everything, and its evidence is verbatim."""
    found = scored(DISPUTE)
    assert (found.overall.f1, found.altered) == (1.0, 0)


def test_a_missed_report_costs_recall_alone() -> None:
    """A relevant report that is called irrelevant loses all its values, and none is counted as predicted."""
    found = scored(None)
    assert (found.overall.recall, found.overall.predicted, found.relevance.recall) == (0.0, 0, 0.0)


def test_an_alias_earns_the_credit_of_a_name() -> None:
    """Gold's aliases are right answers."""
    assert scored(replace(DISPUTE, employers=(Value("port company", quote("Harwick Quays")),))).slots["employers"].credit == 1


def test_a_guessed_year_earns_nothing() -> None:
    """Where the words give no year, an answer with one is wrong."""
    yearless = replace(DISPUTE, started=Value("XXXX-03-02", quote("2 March")))
    assert scored(DISPUTE, gold=yearless).slots["started"].credit == 0


def test_a_coarser_date_earns_half() -> None:
    """An interval that holds the right day, or lies in the right one, earns half."""
    assert scored(replace(DISPUTE, started=Value("1990-03", quote("March 1990")))).slots["started"].credit == 0.5


def test_an_accepted_date_earns_all() -> None:
    """What the coder would accept counts like the value itself."""
    found = scored(replace(DISPUTE, started=Value("1990-03", quote("March 1990"))), accepted={"started": ("1990-03",)})
    assert found.slots["started"].credit == 1


@pytest.mark.parametrize(("words", "credit"), [("walked out", 1), ("Harwick Quays said", 0)])
def test_an_event_needs_its_words(words: str, credit: int) -> None:
    """An event of the right type counts only with a quote that overlaps gold's by half of the shorter."""
    found = scored(replace(DISPUTE, events=(replace(WALKOUT, evidence=quote(words)),)))
    assert found.slots["event"].credit == credit


def test_arguments_count_only_for_matched_events() -> None:
    """The date and the count of an event of another type earn nothing but are counted as predicted."""
    found = scored(replace(DISPUTE, events=(replace(WALKOUT, type="protest"),)))
    assert (found.slots["event.date"].credit, found.slots["event.date"].predicted) == (0, 1)


def test_a_party_stands_for_its_other_names() -> None:
    """`the port company said` is Harwick Quays' claim where the dispute says that this is one party."""
    talks = replace(TALKS, said_by="the port company")
    assert scored(replace(DISPUTE, events=(talks,))).slots["event.said_by"].credit == 1


def test_two_disputes_are_aligned_by_what_they_share() -> None:
    """The order of disputes does not matter."""
    other = Reported("d2", unions=(Value("Seamen's League", quote("the dockers' union")),))
    gold = Gold("r1", True, (Coded(DISPUTE), Coded(other)))
    assert report([gold], [Record("r1", True, (other, DISPUTE))], {}).overall.f1 == 1.0


def test_altered_evidence_is_counted() -> None:
    """A quote that is not in the text at its place is not verbatim."""
    wrong = Value("Harwick Quays", (Span(0, 13, "Harwick Quays"),))
    assert scored(replace(DISPUTE, employers=(wrong,))).altered == 1


def test_the_text_ends_with_the_overall_figure() -> None:
    """The last line is what other programs read."""
    assert scored(DISPUTE).text(worst=1).splitlines()[-1] == "overall F1 1.0000"
