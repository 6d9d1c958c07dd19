"""The same happening told by several reports is one line of the timeline."""

from picketline.ledger import Query


def timeline(ledger):
    return next(ledger.disputes(Query(employer="harwick"))).chosen["event"]


def test_one_start_told_twice_is_one_happening(filled) -> None:
    """Same type, same day: joined, with both reports behind it; in order of time."""
    assert [choice.claim.value["type"] for choice in timeline(filled)] == ["action_started", "action_ended"]
    assert len(timeline(filled)[0].agreeing) == 2


def test_differing_numbers_of_one_happening_are_kept(ledger, tell, joined) -> None:
    """The day's dismissals are one happening; 50 and 80 stand side by side."""
    tell("Harwick Quays dismissed 50 men on 4 May 1987.", "1987-05-05", employers="Harwick Quays",
         events=[("dismissal", "1987-05-04", "dismissed 50 men on 4 May 1987", {"count": 50})]).into(ledger)  # fmt: skip
    tell("On 4 May 1987 Harwick Quays sacked 80 dockers, the union says.", "1987-05-06", employers="Harwick Quays",
         events=[("dismissal", "1987-05-04", "sacked 80 dockers", {"count": 80, "said_by": "the union"})]).into(ledger)  # fmt: skip
    (choice,) = joined(ledger).chosen["event"]
    assert choice.claim.value["count"] == 50
    assert [(rival.value["count"], rival.said_by) for rival in choice.rivals] == [(80, "the union")]


def test_two_events_of_one_report_stay_two(ledger, tell) -> None:
    """A report that tells both accounts keeps them apart."""
    tell("Harwick Quays says it sacked 50 on 4 May 1987; the union says 80 were sacked that day.", "1987-05-05", employers="Harwick Quays",
         events=[("dismissal", "1987-05-04", "sacked 50 on 4 May 1987", {"count": 50}),
                 ("dismissal", "1987-05-04", "80 were sacked", {"count": 80})]).into(ledger)  # fmt: skip
    assert len(timeline(ledger)) == 2


def test_a_plan_is_not_its_execution(ledger, tell, joined) -> None:
    """An announced strike and the strike that came are two lines."""
    tell("Harwick Quays men will strike on 4 May 1987.", "1987-05-01", employers="Harwick Quays",
         events=[("action_started", "1987-05-04", "will strike on 4 May 1987", {"modality": "planned"})]).into(ledger)  # fmt: skip
    tell("Harwick Quays men struck on 4 May 1987.", "1987-05-04", employers="Harwick Quays",
         events=[("action_started", "1987-05-04", "struck on 4 May 1987")]).into(ledger)  # fmt: skip
    assert [choice.claim.modality for choice in joined(ledger).chosen["event"]] == ["planned", "happened"]


def test_days_without_a_year_follow_the_start(ledger, tell) -> None:
    """A December strike and the dismissals of the February after it stand in that order, though no year is given."""
    tell("Harwick Quays crews struck on December 11. On February 27 the firm dismissed 50. A ballot was held on November 20.", None,
         employers="Harwick Quays", started=("XXXX-12-11", "December 11"), events=[
             ("dismissal", "XXXX-02-27", "dismissed 50"), ("action_started", "XXXX-12-11", "struck on December 11"),
             ("action_threatened", "XXXX-11-20", "A ballot was held on November 20")]).into(ledger)  # fmt: skip
    assert [choice.claim.value["type"] for choice in timeline(ledger)] == ["action_threatened", "action_started", "dismissal"]


def test_nearly_the_same_words_are_one_happening(ledger, tell, joined) -> None:
    """Without a date or number, what one report took over from another is told once."""
    for words, day in (
        ("The strike caused the port to declare force majeure.", "1987-06-01"),
        ("The strike has caused the port to declare force majeure.", "1987-06-02"),
    ):
        tell(f"{words} Harwick Quays said so on {day}.", day, employers="Harwick Quays", events=[("impact", None, words[:-1])]).into(ledger)
    assert len(joined(ledger).chosen["event"]) == 1
