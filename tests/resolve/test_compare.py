"""Two reports of one dispute, and of two."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.resolve.compare import compare
from picketline.resolve.features import FEATURES, JOINT, vector
from picketline.resolve.reasons import WORDS
from picketline.resolve.settings import Settings

QUAYS: dict[str, Any] = {
    "employer": "Harwick Quays Ltd",
    "union": "Dock and Wharf Union Local 7",
    "workers": "dockers",
    "place": "Harwich",
    "industry": "H",
    "started": "2024-03-04",
    "people": 500,
    "demands": ["pay"],
    "status": "ongoing",
}


def test_an_update_of_one_strike_is_the_same_dispute(tell):
    """A later report with a rounder number and a shorter name still tells of the strike."""
    first = tell("a", "2024-03-05", **QUAYS)
    later = tell("b", "2024-03-09", **{**QUAYS, "employer": "Harwick Quays", "started": "2024-03-05", "people": 480, "union": None})
    found = compare(first, later)
    assert found.score > 0.9
    assert "same employer (Harwick Quays Ltd = Harwick Quays)" in found.reason
    assert "start one day apart" in found.reason


def test_a_second_strike_at_the_same_employer_is_not_the_same_dispute(tell):
    """The same parties a year later: the dates and the demands speak against."""
    first = tell("a", "2024-03-05", **QUAYS, ended="2024-03-20")
    again = tell("b", "2025-06-12", **{**QUAYS, "started": "2025-06-10", "demands": ["jobs"]})
    found = compare(first, again)
    assert found.score < 0.1
    assert "against" in found.reason


def test_two_trades_in_one_port_are_two_disputes(tell):
    """Pilots and dockers of one port in one week, each with their union and claim."""
    dockers = tell("a", "2024-03-05", **QUAYS)
    pilots = tell(
        "b", "2024-03-06", workers="harbour pilots", union="Pilots Guild", place="Harwich", industry="H", started="2024-03-01",
        demands=["hours"], people=40,
    )  # fmt: skip
    assert compare(dockers, pilots).score < 0.5


def test_another_country_is_another_dispute(tell):
    """Seamen strike in many countries at a time."""
    at_home = tell("a", "2024-03-05", workers="seamen", place="Chittagong", country="BD", started="2024-03-04")
    abroad = tell("b", "2024-03-05", workers="seafarers", place="Santos", country="BR", started="2024-03-04")
    assert compare(at_home, abroad).score < 0.1


def test_the_lull_of_two_months_is_a_setting(tell):
    """Stoppages more than two months apart are two disputes by the ILO resolution; who counts otherwise can say so."""
    early = tell("a", "2024-03-09", **{**QUAYS, "ended": "2024-03-08", "status": "ended"})
    late = tell("b", "2024-05-20", **{**QUAYS, "started": "2024-05-19"})
    by_ilo, by_none = compare(early, late), compare(early, late, Settings(lull_days=None))
    assert by_ilo.score == 0.0
    assert "72 days apart, more than the 62" in by_ilo.reason
    assert by_none.score > 0.0
    assert compare(early, late, Settings(lull_days=80)).score == by_none.score


def test_names_in_two_scripts_alone_never_join(tell):
    """What only folds to the same letters is left to a person, however well the rest fits; the reason says so."""
    latin = tell("a", "2024-03-05", **{**QUAYS, "employer": "SNPS Aktobemunaigaz", "union": None})
    cyrillic = tell("b", "2024-03-05", language="ru", **{**QUAYS, "employer": "СНПС-Актобемунайгаз", "union": None})
    found = compare(latin, cyrillic)
    assert found.score == Settings().candidate
    assert "a person must say" in found.reason
    assert compare(latin, tell("c", "2024-03-05", **{**QUAYS, "employer": "SNPS Aktobemunaigaz", "union": None})).score > 0.9


def test_a_copy_is_of_its_original_s_dispute_whatever_was_misread_in_it(tell):
    """Three clauses word for word outweigh an employer and a country read wrongly; two do not, for agencies repeat themselves."""
    told = [
        ("action_started", "2024-03-04", "some 340 crane operators walked off the job on Monday"),
        ("rejection", None, "members rejected the offer by 311 votes to 22"),
        ("impact", None, "the stoppage was costing the port a million a day"),
    ]
    misread = {**QUAYS, "employer": "Klaipeda", "place": "Gdynia", "country": "PL", "union": None}
    original, copy, two = (
        tell("a", "2024-03-05", **QUAYS, events=told),
        tell("b", **misread, events=told),
        tell("c", **misread, events=told[:2]),
    )
    assert compare(original, copy).score > 0.95
    assert "the same words (3 clauses)" in compare(original, copy).reason
    assert compare(original, two).score < 0.95


def test_every_feature_has_words():
    """Each feature that is weighed can be told."""
    assert set(WORDS) == {*FEATURES, *JOINT}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_the_two_makes_no_difference(tell, data):
    """Score, features and reason are those of the pair."""
    options: dict[str, list[Any]] = {
        "employer": [None, "Harwick Quays Ltd", "Marrow Foods", "the government", ["ACME Corp", "Harwick Quays"]],
        "union": [None, "Dock and Wharf Union Local 7", "Dock and Wharf Union Local 9", "DWU"],
        "workers": [None, "dockers", "dock workers", "bakers", "staff"],
        "place": [None, "Harwich", "United Kingdom", "Essex", ["Leeds", "United Kingdom"]],
        "country": ["GB", "IE"],
        "started": [None, "2024-03-04", "2024-03~", "XXXX-03-09", "2023"],
        "ended": [None, "2024-03-20"],
        "status": [None, "ongoing", "threatened", "ended"],
        "people": [None, 500, 60],
        "demands": [None, ["pay"], ["jobs", "pay"]],
        "form": ["strike", "protest", None],
    }
    drawn = [{key: data.draw(st.sampled_from(values)) for key, values in options.items()} for _ in range(2)]
    dates = [data.draw(st.sampled_from([None, "2024-03-05", "2024-05-01"])) for _ in range(2)]
    a, b = (tell(name, date, **said) for name, date, said in zip("ab", dates, drawn, strict=True))
    assert compare(a, b) == compare(b, a)
    assert all(-1.0 <= value <= 1.0 for value in vector(a, b).values())
