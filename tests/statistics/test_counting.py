"""How stoppages are counted, on disputes made for the purpose."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.model import Choice, Claim, Dispute, Span
from picketline.model.errors import UserError
from picketline.statistics.count import Counted, count
from picketline.statistics.explain import explanation, recomputed
from picketline.statistics.measures import Cell, tabulate, unplaced
from picketline.statistics.profile import Profile, find, names, parse, profile
from picketline.statistics.range import Range

WORDS = (Span(0, 5, "words"),)
PLAIN = Profile("plain", "Every stoppage, Monday to Friday", "the tests")


def claim(name: str, modality: str = "happened", **value: object) -> Claim:
    return Claim("S-1", "S-1#d1", name, value, WORDS, modality=modality)  # type: ignore[arg-type]


def listed(*segments: dict[str, object]) -> Dispute:
    """A dispute of which a listing gives the segments."""
    return Dispute("D-1", ("S-1#d1",), tuple(claim("segment", **segment) for segment in segments))


def reported(events: tuple[Claim, ...] = (), rivals: tuple[Claim, ...] = (), published: str = "", **values: object) -> Dispute:
    """A dispute of which reports give start, end, workers and so on."""
    workers = values.pop("workers_involved", None)
    chosen = {name: (Choice(claim(name, value=value)),) for name, value in {"form": "strike", **values}.items()}
    if workers is not None:
        chosen["workers_involved"] = (Choice(claim("workers_involved", value=workers), rivals),)
    chosen["event"] = tuple(Choice(event) for event in events)
    claims = tuple(choice.claim for choices in chosen.values() for choice in choices)
    return Dispute("D-1", ("S-1#d1",), claims, chosen, {"S-1": published} if published else {})


def one(dispute: Dispute, rules: Profile = PLAIN) -> Counted:
    (counted,) = count([dispute], rules)
    return counted


def figures(disputes: list[Dispute], measure: str, by: str = "year", rules: Profile = PLAIN, **more: object) -> dict[str, Cell]:
    cells = tabulate(count(disputes, rules), rules, by, (measure,), **more)  # type: ignore[arg-type]
    return {cell.period: cell for cell in cells}


def test_days_of_a_stoppage_over_new_year_fall_in_the_year_in_which_they_are_lost() -> None:
    """BLS: for a stoppage that goes on over the year's end only the days in the year count."""
    days = figures([listed({"begin": "2020-12-30", "end": "2021-01-04", "workers": 10})], "days-not-worked")
    assert (days["2020"].value, days["2021"].value) == (Range.exactly(20), Range.exactly(20))


def test_a_stoppage_begins_once_and_is_in_effect_in_each_period_that_it_touches() -> None:
    """BLS: beginning in the period of the first day, in effect in every one touched."""
    strike = listed({"begin": "2020-12-30", "end": "2021-01-04", "workers": 10})
    assert [cell.value.best for cell in figures([strike], "stoppages-beginning").values()] == [1, 0]
    assert [cell.value.best for cell in figures([strike], "stoppages-in-effect").values()] == [1, 1]


def test_a_leap_day_is_a_working_day() -> None:
    """29 February 2024 was a Thursday."""
    assert figures([listed({"begin": "2024-02-29", "end": "2024-02-29", "workers": 7})], "days-not-worked")["2024"].value.best == 7


def test_a_holiday_on_a_weekend_is_kept_on_the_day_when_it_is_observed() -> None:
    """4 July 2021 was a Sunday: US offices kept Monday the 5th."""
    strike = listed({"begin": "2021-07-02", "end": "2021-07-06", "workers": 1000})
    assert figures([strike], "days-not-worked", rules=profile("us-bls"))["2021"].value.best == 2000


def test_workers_step_down_when_some_return() -> None:
    """“120 returned” ends one segment and begins another with 120 fewer."""
    back = claim("event", type="return_to_work", date="2023-05-10", count=120)
    strike = reported((back,), started="2023-05-08", ended="2023-05-11", status="ended", workers_involved=500)
    assert one(strike).whole() == Range.exactly(2 * 500 + 2 * 380)


def test_dismissed_strikers_count_on_where_the_profile_says_so() -> None:
    """Whether a dismissed striker's idle days go on is a switch of the profile."""
    sacked = claim("event", type="dismissal", date="2023-05-10", count=100)
    strike = reported((sacked,), started="2023-05-08", ended="2023-05-11", status="ended", workers_involved=500)
    goes_on = Profile("on", "", "", dismissed="continue")
    assert (one(strike).whole(), one(strike, goes_on).whole()) == (Range.exactly(1800), Range.exactly(2000))


def test_rival_numbers_make_a_range_and_an_estimate() -> None:
    """The company's 300 and the union's 500 travel to the total as low and high."""
    strike = reported(rivals=(claim("workers_involved", value=300),), started="2023-05-08", ended="2023-05-08", workers_involved=500)
    cell = figures([strike], "workers-beginning")["2023"]
    assert (cell.value, cell.status) == (Range(300, 500, 500), "E")


def test_an_unknown_size_is_counted_and_listed_and_never_zero() -> None:
    """The stoppage counts among the stoppages; its days are not computable, with the reason."""
    strike = reported(started="2023-05-08", ended="2023-05-09", status="ended")
    assert figures([strike], "stoppages-beginning")["2023"].value.best == 1
    days = figures([strike], "days-not-worked")["2023"]
    assert (days.not_computable, days.parts[0].why) == (1, "no number of workers involved")


def test_an_unknown_year_counts_in_no_year_and_is_listed() -> None:
    """`XXXX-12-11` is a day of no year that is known."""
    counted = list(count([reported(started="XXXX-12-11", workers_involved=500)], PLAIN))
    assert not list(tabulate(counted, PLAIN, "year", ("stoppages-beginning",)))
    assert [lost.stoppage.lacking for lost in unplaced(counted)] == [("no day of a known year on which it began",)]


def test_a_strike_that_goes_on_is_counted_to_the_last_report_that_says_so() -> None:
    """Nobody claims a later day; the figure is provisional."""
    strike = reported(published="2023-05-10", started="2023-05-08", status="ongoing", workers_involved=10)
    cell = figures([strike], "days-not-worked")["2023"]
    assert (cell.value.best, cell.status) == (30, "P")


def test_a_start_within_a_month_gives_low_and_high() -> None:
    """ "In May" and an end on 10 May: from one working day to eight."""
    days = one(reported(started="2023-05", ended="2023-05-10", status="ended", workers_involved=1)).whole()
    assert days is not None
    assert (days.low, days.high) == (0, 8)


@pytest.mark.parametrize("status", ["threatened", "averted"])
def test_what_did_not_begin_is_out(status: str) -> None:
    """A threat or an averted strike is no stoppage."""
    assert one(reported(started="2023-05-08", status=status, workers_involved=500)).scope == "out"


def test_a_protest_is_no_stoppage() -> None:
    """Rallies, go-slows and hunger strikes are in the ledger and outside the count, unless a profile lists them."""
    rally = reported(form="protest", started="2023-05-08", ended="2023-05-08", workers_involved=500)
    assert one(rally).scope == "out"
    assert one(rally, Profile("rallies", "", "", forms=("protest",))).scope == "in"


def test_a_size_that_straddles_the_threshold_is_possibly_in_scope() -> None:
    """800 to 1,200 under a threshold of 1,000: nothing to the least figure, one to the greatest."""
    rules = Profile("big", "", "", min_workers=1000)
    strike = listed({"begin": "2023-05-08", "end": "2023-05-09", "workers": 800, "max": 1200})
    assert figures([strike], "stoppages-beginning", rules=rules)["2023"].value == Range(0, 1, 1)


def test_many_days_bring_a_small_stoppage_into_the_uk_count() -> None:
    """ONS: under ten workers counts when a hundred days or more are lost in all."""
    small = listed({"begin": "2023-01-02", "end": "2023-03-31", "workers": 5})
    assert one(small, profile("uk-ons")).scope == "in"


def test_one_shift_is_enough_for_the_us_count_and_none_is_not() -> None:
    """BLS: at least one full shift, Monday to Friday."""
    friday, saturday = ({"begin": day, "end": day, "workers": 2000} for day in ("2023-05-12", "2023-05-13"))
    assert [one(listed(day), profile("us-bls")).scope for day in (friday, saturday)] == ["in", "out"]


def test_a_published_count_of_workdays_stands_above_the_calendar() -> None:
    """Listed to the day of return with three published workdays: the fourth is not counted, and the steps say so."""
    counted = one(listed({"begin": "2020-01-28", "end": "2020-01-31", "workers": 7800, "workdays": 3}), profile("us-bls"))
    assert counted.whole() == Range.exactly(3 * 7800)
    assert any("3 workdays are published" in step for step in counted.steps)


def test_stoppages_two_months_apart_are_one_by_the_ilo_rule_and_two_by_the_us_one() -> None:
    """The gap that separates stoppages is the profile's."""
    two = [{"begin": "2023-01-09", "end": "2023-01-13", "workers": 2000}, {"begin": "2023-03-06", "end": "2023-03-10", "workers": 2000}]
    assert len(list(count([listed(*two)], profile("ilo-1993")))) == 1
    assert len(list(count([listed(*two)], profile("us-bls")))) == 2


def test_a_pause_that_the_listing_keeps_in_one_stoppage_is_believed() -> None:
    """A listing's own grouping stands above the gap rule."""
    parts = [{"begin": "2021-03-15", "end": "2021-04-02"}, {"begin": "2021-11-03", "end": "2022-01-07"}]
    assert len(list(count([listed(*({**part, "workers": 3000, "stoppage": "x"} for part in parts))], profile("us-bls")))) == 1


@pytest.mark.parametrize("segment", [{"begin": "2023-05-09", "end": "2023-05-08"}, {"begin": "soon"}, {"end": "2023-05-08"}])
def test_absurd_rows_count_nothing_and_are_listed(segment: dict[str, object]) -> None:
    """An end before the start, or no start, is neither repaired nor dropped silently."""
    counted = list(count([listed({**segment, "workers": 10})], PLAIN))
    assert [lost.stoppage.lacking for lost in unplaced(counted)] == [("no day of a known year on which it began",)]


def test_a_negative_number_of_workers_is_no_number() -> None:
    """Minus five workers are unknown, not a reduction."""
    assert one(listed({"begin": "2023-05-08", "end": "2023-05-09", "workers": -5})).stoppage.workers is None


def test_a_rate_needs_its_denominator() -> None:
    """Without the number of employees there is no rate, and the message says what to give."""
    strike = listed({"begin": "2023-05-08", "end": "2023-05-08", "workers": 10})
    assert figures([strike], "rate-per-1000", employees={"2023": 5000})["2023"].value.best == 2
    with pytest.raises(UserError, match="--employees"):
        figures([strike], "rate-per-1000")


def test_the_share_of_working_time_is_of_all_working_days_of_all_employees() -> None:
    """10 workers for one of May's 23 working days, of 100 employees: 10 of 2,300 days; and the explanation gives the same again."""
    strike = listed({"begin": "2023-05-08", "end": "2023-05-08", "workers": 10})
    cell = figures([strike], "percent-of-working-time", "month", employees={"2023": 100})["2023-05"]
    assert cell.value.best == pytest.approx(100 * 10 / 2300)
    assert recomputed(explanation(cell, PLAIN)) == cell.value


@pytest.mark.parametrize("name", names())
def test_each_profile_that_ships_is_well_formed(name: str) -> None:
    """A profile says what it is and where its rules come from."""
    assert profile(name).title
    assert profile(name).source


def test_a_profile_with_an_unknown_rule_is_refused() -> None:
    """A misspelt rule would silently count by another one."""
    with pytest.raises(UserError, match="min_wrokers"):
        parse("mine", 'title = "t"\nsource = "s"\nmin_wrokers = 10')


days_of_2023 = st.dates(date(2022, 11, 1), date(2024, 2, 28))


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ('title = "t"', "no source"),
        ('title = "t"\nsource = "s"\nmin_workers = "ten"', "min_workers cannot be 'ten'"),
        ('title = "t"\nsource = "s"\nworkers = "mean"', "max or average"),
        ("title = ", "profile mine: Invalid value"),
    ],
)
def test_what_is_wrong_in_a_profile_of_one_s_own_is_told(rules: str, told: str) -> None:
    """A mistake in a house's rules must not surface as a wrong figure."""
    with pytest.raises(UserError, match=told):
        parse("mine", rules)


def test_a_house_counts_by_rules_of_its_own(tmp_path: Path) -> None:
    """A file is found by its path, and names itself; what is no file is looked for among those that ship."""
    own = tmp_path / "canton.toml"
    own.write_text('title = "Canton"\nsource = "House rules of 2024"\nmin_workers = 20\ngap_days = 7\n', encoding="utf-8")
    assert (find(str(own)).name, find(str(own)).gap_days, find("us-bls").min_workers) == ("canton", 7, 1000)
    with pytest.raises(UserError, match="us-bls"):
        find(str(tmp_path / "missing.toml"))


segments = st.tuples(days_of_2023, days_of_2023, st.integers(1, 5000)).map(
    lambda found: {"begin": min(found[:2]).isoformat(), "end": max(found[:2]).isoformat(), "workers": found[2]}
)


@given(st.lists(segments, min_size=1, max_size=6))
def test_months_add_up_to_the_years(rows: list[dict[str, object]]) -> None:
    """Days not worked are put in the period in which they fall, so that no day is lost or counted twice."""
    disputes = [listed(row) for row in rows]
    by_month, by_year = (figures(disputes, "days-not-worked", by).values() for by in ("month", "year"))
    assert sum(cell.value.best for cell in by_month) == sum(cell.value.best for cell in by_year)


@given(segments, days_of_2023)
def test_splitting_a_segment_changes_nothing(row: dict[str, object], day: date) -> None:
    """The same workers in two segments end to end are the same stoppage."""
    begin, end = date.fromisoformat(str(row["begin"])), date.fromisoformat(str(row["end"]))
    if not begin <= day < end:
        return
    parts = [
        {**row, "end": day.isoformat(), "stoppage": "x"},
        {**row, "begin": date.fromordinal(day.toordinal() + 1).isoformat(), "stoppage": "x"},
    ]
    assert one(listed(*parts)).whole() == one(listed(row)).whole()


@given(st.lists(segments, min_size=1, max_size=4), st.sampled_from(["ilo-1993", "uk-ons", "all"]))
def test_a_figure_is_computed_again_from_its_explanation_alone(rows: list[dict[str, object]], name: str) -> None:
    """Whoever holds the explanation can check the figure without the ledger."""
    rules = profile(name)
    for cell in tabulate(count([listed(row) for row in rows], rules), rules, "quarter", ("days-not-worked", "workers-in-effect")):
        assert recomputed(explanation(cell, rules)) == cell.value


def test_a_strike_of_which_nobody_tells_the_end_is_listed_where_it_began_alone() -> None:
    """Nobody says that it went on into the next year: it is not among the unknown of every later one."""
    open_ended = reported(started="2023-05-08", workers_involved=10)
    other = reported(started="2024-02-05", ended="2024-02-05", status="ended", workers_involved=3)
    days = figures([open_ended, other], "days-not-worked")
    assert [(cell.period, cell.value.best, cell.not_computable) for cell in days.values()] == [("2023", 0, 1), ("2024", 3, 0)]
