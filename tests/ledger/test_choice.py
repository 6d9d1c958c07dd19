"""Which claim stands for a property, by the documented rules."""

from picketline.ledger import Query


def choice(ledger, name: str):
    return next(ledger.disputes(Query(employer="harwick"))).choice(name)


def test_the_latest_report_says_how_it_stands(filled) -> None:
    """Status follows time: the last report says that it has ended; that it went on before is no rival account."""
    status = choice(filled, "status")
    assert status.claim.value == {"value": "ended"}
    assert status.rule == "the latest report"
    assert status.rivals == ()


def test_how_it_stood_before_is_kept(filled) -> None:
    """What earlier reports said of the status is told beside it, in their order."""
    earlier = choice(filled, "status").earlier
    assert [(claim.value["value"], claim.words) for claim in earlier] == [("ongoing", "are out"), ("ongoing", "went on")]


def test_about_a_day_is_no_rival_of_the_day(ledger, tell, joined) -> None:
    """ "Mid-August" and the 14th say the same, less and more exactly; mid-July does not."""
    for words, date in (("mid-August 1995", "1995-08-15~"), ("14 August 1995", "1995-08-14"), ("mid-July 1995", "1995-07-15~")):
        text = f"Vale Orchards pickers have been out since {words}."
        tell(text, "1995-09-01", employers="Vale Orchards", started=(date, words)).into(ledger)
    started = joined(ledger).choice("started")
    assert (started.claim.value["value"], [claim.value["value"] for claim in started.agreeing]) == ("1995-08-14", ["1995-08-15~"])
    assert [claim.value["value"] for claim in started.rivals] == ["1995-07-15~"]


def test_one_trade_in_several_words_is_one_value(ledger, tell, joined) -> None:
    """Bank employees are bankworkers; tellers are a trade of their own."""
    for group in ("Bank employees", "Striking bankworkers", "Bank staff", "Tellers"):
        tell(f"{group} of Ombury Savings walked out on 4 May 1990.", "1990-05-04", employers="Ombury Savings", workers=group).into(ledger)
    assert len(joined(ledger).all("worker")) == 2


def test_an_unclear_industry_contradicts_none(ledger, tell, joined) -> None:
    """ "Several or unclear" stands behind the section that another report shows, and is no rival of it."""
    tell("Clerks of Ombury Savings struck.", "1990-05-04", employers="Ombury Savings", industry=("K", "Savings")).into(ledger)
    tell("Ombury Savings: clerks are out.", "1990-05-05", employers="Ombury Savings", industry=("X", "clerks")).into(ledger)
    industry = joined(ledger).choice("industry")
    assert (industry.claim.value["value"], industry.rivals) == ("K", ())


def test_rival_numbers_stand_side_by_side(filled) -> None:
    """The union's and the company's number are both kept with their speakers; between parties the later one stands."""
    people = choice(filled, "workers_involved")
    assert (people.claim.value["value"], people.claim.said_by) == (380, "Harwick Quays")
    assert [(rival.value["value"], rival.said_by) for rival in people.rivals] == [(500, "the union")]


def test_an_official_number_goes_before_a_partys(ledger, tell, joined) -> None:
    """The labour ministry's count stands, though the company speaks later."""
    tell(
        "Police said 210 men of Ombury Foundry struck on 4 May 1990.",
        "1990-05-04",
        employers="Ombury Foundry",
        people=(210, "210 men", {"said_by": "Police"}),
    ).into(ledger)
    tell(
        "Ombury Foundry said 90 men struck on 4 May 1990.",
        "1990-05-06",
        employers="Ombury Foundry",
        people=(90, "90 men", {"said_by": "Ombury Foundry"}),
    ).into(ledger)
    people = joined(ledger).choice("workers_involved")
    assert people.claim.value["value"] == 210
    assert people.rule == "an official source before the report, the report before a party"


def test_the_most_exact_start_stands(ledger, tell, joined) -> None:
    """A day goes before its month, which agrees with it and is no rival; another month is one."""
    tell(
        "Pickers at Vale Orchards have been out since August 1995.",
        "1995-09-01",
        employers="Vale Orchards",
        started=("1995-08", "August 1995"),
    ).into(ledger)
    tell(
        "Vale Orchards pickers struck on 14 August 1995.", "1995-09-02", employers="Vale Orchards", started=("1995-08-14", "14 August 1995")
    ).into(ledger)
    tell("The Vale Orchards strike of July 1995 goes on.", "1995-09-03", employers="Vale Orchards", started=("1995-07", "July 1995")).into(
        ledger
    )
    started = joined(ledger).choice("started")
    assert started.claim.value["value"] == "1995-08-14"
    assert [claim.value["value"] for claim in started.agreeing] == ["1995-08"]
    assert [claim.value["value"] for claim in started.rivals] == ["1995-07"]


def test_of_equally_good_days_most_independent_sources_decide(ledger, tell, joined) -> None:
    """Two sources say the 14th, one the 15th: the 14th stands, and the rule says how many."""
    for day, words in ((14, "Vale Orchards pickers struck on 14 August 1995."),
                       (15, "On 15 August 1995 the pickers of Vale Orchards walked out."),
                       (14, "The walkout at Vale Orchards started on 14 August 1995, a picker recalls.")):  # fmt: skip
        tell(words, "1995-08-20", employers="Vale Orchards", started=(f"1995-08-{day}", f"{day} August 1995")).into(ledger)
    started = joined(ledger).choice("started")
    assert started.claim.value["value"] == "1995-08-14"
    assert started.rule == "most independent sources (2 of 3)"


def test_a_persons_word_goes_before_any_machines(filled) -> None:
    """A rejected claim no longer counts, an accepted one stands before later ones, a replacement before all."""
    people = choice(filled, "workers_involved")
    filled.correct(people.rivals[0].id, "accept", by="Ann", recorded_at="2024-02-01")
    assert choice(filled, "workers_involved").claim.value["value"] == 500
    assert choice(filled, "workers_involved").rule == "a person decided"
    filled.correct(people.claim.id, "replace", by="Bo", value={"value": 390}, recorded_at="2024-02-02")
    filled.correct(people.rivals[0].id, "reject", by="Bo", recorded_at="2024-02-03")
    chosen = choice(filled, "workers_involved")
    assert (chosen.claim.value, chosen.claim.method, chosen.rivals) == ({"value": 390}, "person:Bo", ())
    assert chosen.claim.words == "380 men"


def test_a_replacement_can_be_corrected_by_the_id_it_is_shown_with(filled) -> None:
    """Whoever sees a replaced claim names it by the id they see; the correction reaches the claim behind it."""
    people = choice(filled, "workers_involved")
    filled.correct(people.claim.id, "replace", by="Bo", value={"value": 390}, recorded_at="2024-02-02")
    shown = choice(filled, "workers_involved").claim
    filled.correct(shown.id, "replace", by="Ann", value={"value": 400}, recorded_at="2024-02-03")
    assert choice(filled, "workers_involved").claim.value == {"value": 400}


def test_one_employer_in_several_forms_is_one_value(ledger, tell, joined) -> None:
    """Legal form and article make no second employer; the form that most reports use names it."""
    for words in (
        "Dockers of {} struck on 2 March 1987.",
        "On 2 March the men at {} walked out.",
        "Nobody works at {}: its dockers are on strike.",
    ):
        name = "Harwick Quays Ltd" if words.startswith("Dockers") else "Harwick Quays"
        tell(words.format(name), "1987-03-03", employers=name).into(ledger)
    dispute = joined(ledger)
    assert dispute.all("employer") == ("Harwick Quays",)
    assert len(dispute.chosen["employer"][0].agreeing) == 2
