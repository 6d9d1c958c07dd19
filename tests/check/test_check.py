"""What `check` refuses and lets pass, on sentences written for it."""

from dataclasses import replace

import pytest

from picketline.check import check, supported
from picketline.lang import pack
from picketline.model import Event, Money, Quantity, Record, Reported, Span, Value

TEXT = (
    "About 500 dockers at Harwick Quays walked out on Monday, March 5, and 30 of its 120 crane drivers joined them, "
    "the Dockers' League said. "
    "The company said it had lost 2 million pounds. Tug crews will strike on March 12 unless 40 sacked colleagues get their jobs back. "
    "The strike at the Marlow Steel works, in its third week, cost Brazilian exporters dearly. It has not hired replacements."
)
PUBLISHED = "1990-03-06"


def quote(words: str) -> tuple[Span, ...]:
    at = TEXT.index(words)
    return (Span.of(TEXT, at, at + len(words)),)


def reasons(dispute: Reported, strict: bool = False) -> dict[str, str]:
    return {found.path: found.reason for found in check(TEXT, PUBLISHED, Record("r1", True, (dispute,)), pack("en"), strict)}


WALKOUT = Event("action_started", quote("500 dockers at Harwick Quays walked out on Monday, March 5"), date="1990-03-05", count=500)
PLAN = Event("action_threatened", quote("Tug crews will strike on March 12"), date="1990-03-12", modality="planned")
LOSS = Event("impact", quote("it had lost 2 million pounds"), amount=Money(2e6, "GBP"))
GOOD = Reported(
    "d1",
    employers=(Value("Harwick Quays", quote("Harwick Quays")),),
    unions=(Value("Dockers' League", quote("the Dockers' League")),),
    workers=(Value("dockers", quote("500 dockers")),),
    places=(Value("Brazil", quote("Brazilian"), country="BR"),),
    started=Value("1990-03-05", quote("on Monday, March 5")),
    workers_involved=Quantity(500, quote("About 500 dockers"), approximate=True),
    events=(WALKOUT, PLAN, LOSS),
)


def test_what_the_words_say_passes() -> None:
    """Names, a people's name for its country, dates, numbers, money and events in their own words."""
    assert reasons(GOOD) == {}


@pytest.mark.parametrize("name", ["Harwick Docks", "Dockers' League", "Acme"])
def test_another_name_is_refused(name: str) -> None:
    """A name whose words are not in the quote, another party's name among them."""
    assert reasons(replace(GOOD, employers=(Value(name, quote("Harwick Quays")),))) == {
        "/disputes/0/employers/0": f"the quote says 'Harwick Quays', not {name!r}"
    }


def test_a_trade_is_not_said_by_the_name_of_its_union() -> None:
    """`dockers` inside `the Dockers' League` is the union."""
    assert "/disputes/0/workers/0" in reasons(replace(GOOD, workers=(Value("dockers", quote("the Dockers' League")),)))


def test_an_alias_serves_only_as_another_form_of_the_name() -> None:
    """`HQ` stands for Harwick Quays; that it is an alias of Marlow Steel the report does not say."""
    said = quote("Harwick Quays")
    assert reasons(replace(GOOD, employers=(Value("HQ", said, aliases=("Harwick Quays",)),))) == {}
    assert reasons(replace(GOOD, employers=(Value("Marlow Steel", said, aliases=("Harwick Quays",)),)))


@pytest.mark.parametrize(("value", "words"), [(30, "30 of its 120 crane drivers"), (500, "About 500 dockers")])
def test_a_number_of_people_is_the_one_that_counts_them(value: float, words: str) -> None:
    """`30 of its 120 crane drivers` are thirty."""
    assert reasons(replace(GOOD, workers_involved=Quantity(value, quote(words)))) == {}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (120, "30 of its 120 crane drivers"),
        (5, "500 dockers at Harwick Quays walked out on Monday, March 5"),
        (2e6, "lost 2 million pounds"),
    ],
)
def test_a_number_in_another_role_is_refused(value: float, words: str) -> None:
    """The whole of which some took part, a day of the month and an amount of money count no strikers."""
    assert list(reasons(replace(GOOD, workers_involved=Quantity(value, quote(words))))) == ["/disputes/0/workers_involved"]


def test_the_reason_says_what_the_quote_says() -> None:
    """In plain words, with both values."""
    assert reasons(replace(GOOD, workers_involved=Quantity(800, quote("About 500 dockers")))) == {
        "/disputes/0/workers_involved": "the quote says 500, not 800"
    }


@pytest.mark.parametrize("value", ["1990-03-05", "1990-03", "XXXX-03-05", "1990-03-05~"])
def test_a_date_as_exact_as_the_words_or_less_passes(value: str) -> None:
    """The day, its month, the day without its year."""
    assert reasons(replace(GOOD, started=Value(value, quote("on Monday, March 5")))) == {}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1990-03-04", "on Monday, March 5"),
        ("1990-04-05", "on Monday, March 5"),
        ("1991-03-05", "March 5"),
        ("1990-03-05", "walked out"),
        ("soon", "March 5"),
        ("9999-12-31~", "in its third week"),
        ("0001-01-01~", "in its third week"),
    ],
)
def test_a_date_that_the_words_do_not_give_is_refused(value: str, words: str) -> None:
    """Another day, month or year; no date words at all; no EDTF."""
    assert list(reasons(replace(GOOD, started=Value(value, quote(words))))) == ["/disputes/0/started"]


def test_a_week_of_a_strike_is_counted_back() -> None:
    """`In its third week` on 6 March began about 20 February; another day of that spring did not."""
    third = quote("in its third week")
    assert reasons(replace(GOOD, started=Value("1990-02-20~", third))) == {}
    assert reasons(replace(GOOD, started=Value("1990-01-12~", third)))


@pytest.mark.parametrize("kind", ["arrest", "court_ruling", "agreement", "solidarity"])
def test_another_type_of_event_is_refused(kind: str) -> None:
    """The words of a walkout tell no arrest."""
    assert list(reasons(replace(GOOD, events=(replace(WALKOUT, type=kind),)))) == ["/disputes/0/events/0/type"]


def test_a_plan_told_as_happened_is_refused() -> None:
    """By its words, and where it has one by its date."""
    assert "/disputes/0/events/0/modality" in reasons(replace(GOOD, events=(replace(PLAN, modality="happened"),)))
    assert "/disputes/0/events/0/modality" in reasons(replace(GOOD, events=(replace(PLAN, modality="happened", date=None),)))


def test_what_is_denied_has_not_happened() -> None:
    """A negated clause tells no event that happened, and a plain one no denial."""
    denied = Event("replacement", quote("It has not hired replacements"), modality="denied")
    assert reasons(replace(GOOD, events=(denied,))) == {}
    assert "did not happen" in reasons(replace(GOOD, events=(replace(denied, modality="happened"),)))["/disputes/0/events/0/modality"]
    assert "denies nothing" in reasons(replace(GOOD, events=(replace(WALKOUT, modality="denied"),)))["/disputes/0/events/0/modality"]


@pytest.mark.parametrize(
    ("event", "part"),
    [
        (replace(WALKOUT, count=800), "count"),
        (replace(WALKOUT, date="1990-03-04"), "date"),
        (replace(LOSS, amount=Money(3e6, "GBP")), "amount"),
    ],
)
def test_an_argument_against_the_words_of_the_event_is_refused(event: Event, part: str) -> None:
    """A count, date or amount where the quote has another."""
    assert list(reasons(replace(GOOD, events=(event,)))) == [f"/disputes/0/events/0/{part}"]


def test_an_argument_whose_words_stand_elsewhere_is_left_alone_unless_strict() -> None:
    """The quote names no count; with `strict` the words must be quoted, and a basis quotes them."""
    bare = replace(LOSS, count=500)
    assert reasons(replace(GOOD, events=(bare,))) == {}
    assert list(reasons(replace(GOOD, events=(bare,)), strict=True)) == ["/disputes/0/events/0/count"]
    assert reasons(replace(GOOD, events=(replace(bare, basis={"count": quote("About 500 dockers")}),)), strict=True) == {}


def test_a_basis_must_hold_its_argument() -> None:
    """A basis that says another number, or names another party, supports nothing."""
    wrong = replace(LOSS, count=500, actor="Harwick Quays", basis={"count": quote("40 sacked colleagues"), "actor": quote("Marlow Steel")})
    assert list(reasons(replace(GOOD, events=(wrong,)))) == ["/disputes/0/events/0/count", "/disputes/0/events/0/actor"]


def test_words_that_the_document_does_not_have_support_nothing() -> None:
    """A quote moved by a letter is refused; a line break in place of a blank is not."""
    assert list(reasons(replace(GOOD, employers=(Value("Harwick Quays", (Span(20, 33, "Harwick Quays"),)),)))) == [
        "/disputes/0/employers/0"
    ]
    [span] = quote("Harwick Quays")
    assert reasons(replace(GOOD, employers=(Value("Harwick Quays", (replace(span, quote="Harwick\nQuays"),)),))) == {}


def test_what_is_left_passes() -> None:
    """`supported` takes out what is refused, and nothing else."""
    bad = replace(
        GOOD,
        employers=(Value("Acme", quote("Harwick Quays")),),
        events=(replace(WALKOUT, type="arrest"), replace(LOSS, count=7, basis={"count": quote("500 dockers")})),
    )
    left, refused = supported(TEXT, PUBLISHED, Record("r1", True, (bad,)), pack("en"))
    assert len(refused) == 3 and list(check(TEXT, PUBLISHED, left, pack("en"))) == []
    assert left.disputes[0].employers == () and [(e.type, e.count) for e in left.disputes[0].events] == [("impact", None)]
    assert left.disputes[0].unions == GOOD.unions
