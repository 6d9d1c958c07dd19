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


def test_a_quote_within_another_is_one_happening(ledger, tell, joined) -> None:
    """A shortened version of a report tells nothing new."""
    for words, day in (
        ("The stoppage forced the line to put off all sailings.", "1987-06-01"),
        ("The stoppage forced the line to put off all sailings until a meeting of its owners next week in Ashby.", "1987-06-02"),
    ):
        tell(f"Harwick Quays, {day}. {words}", day, employers="Harwick Quays", events=[("impact", None, words[:-1])]).into(ledger)
    assert len(joined(ledger).chosen["event"]) == 1


def test_a_beginning_told_without_its_day_is_the_one_of_those_days(ledger, tell, joined) -> None:
    """Reports of the same few days, by the same people: one beginning, whose numbers differ; one a month later is told apart."""
    for published, words, group, day, many in (
        ("1987-05-05", "500 bank workers struck on 4 May 1987", "bank workers", "1987-05-04", 500),
        ("1987-05-06", "A stoppage by 530 bankworkers shut the branches", "bankworkers", None, 530),
        ("1987-06-20", "Out since last week are 40 bankworkers", "bankworkers", None, 40),
    ):
        told = ("action_started", day, words, {"actor": group, "count": many})
        tell(f"{words}.", published, workers=group, events=[told]).into(ledger)
    first, second = joined(ledger).chosen["event"]
    assert (first.claim.value["count"], [rival.value["count"] for rival in first.rivals]) == (500, [530])
    assert second.claim.value["count"] == 40


def test_a_threat_is_one_whatever_its_mood(ledger, tell, joined) -> None:
    """One report says that the dockers threaten to strike, another that they threatened: one line, with the differing mood beside it."""
    for published, words, mood in (
        ("1987-05-05", "threaten to block the Harwick gates", "threatened"),
        ("1987-05-06", "threaten to block the Harwick gates for good", "happened"),
    ):
        told = ("action_threatened", None, words, {"modality": mood})
        tell(f"Dockers {words}.", published, employers="Harwick", events=[told]).into(ledger)
    (threat,) = joined(ledger).chosen["event"]
    assert (threat.claim.modality, [rival.modality for rival in threat.rivals]) == ("threatened", ["happened"])


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
