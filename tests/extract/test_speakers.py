"""Who says what: speech frames and the agents in their sources."""

from collections.abc import Callable

import pytest

from picketline.extract.agents import agents
from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.extract.speaker_rows import voices
from picketline.extract.speakers import spoken_for
from picketline.extract.speech import channel, frames, letter, quotations
from picketline.model.record import Value
from picketline.model.span import Span

Pages = Callable[..., Page]


def said(page: Page) -> list[tuple[str, str]]:
    """(source, what is said) of each frame."""
    text = page.text
    return [(text[slice(*f.source)], " / ".join(text[slice(*piece)].strip(' ,."') for piece in f.content)) for f in frames(page)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The Weavers' Guild said talks had failed.", "The Weavers' Guild", "talks had failed"),
        ("Talks have failed, a guild spokesman said.", "a guild spokesman", "Talks have failed"),
        ('"Talks have failed," said Ana Brook, head of the guild.', "Ana Brook, head of the guild", "Talks have failed"),
        ("According to mill managers, 40 looms stand idle.", "mill managers", "40 looms stand idle"),
        ("Ana Brook, head of the guild, said talks had failed.", "Ana Brook, head of the guild", "talks had failed"),
        (
            "Ana Brook, head of a 20,000 member guild, said talks had failed.",
            "Ana Brook, head of a 20,000 member guild",
            "talks had failed",
        ),
    ],
)
def test_a_frame_has_a_source_and_what_it_says(page: Pages, text: str, source: str, content: str) -> None:
    """The source stands before the verb, behind it where the speech comes first, or behind "according to"."""
    assert [(who, what.strip(" /")) for who, what in said(page(text))] == [(source, content)]


def test_a_group_begins_with_its_sentence(page: Pages) -> None:
    """The heading above does not run into the first words of the report."""
    found = agents(page("GUILD CALLS STRIKE ON MONDAY\n\nHarbour workers said they would strike."), Parties())
    assert [agent.name for agent in found if agent.kind == "workers"] == ["Harbour workers"]


def test_words_that_stand_for_a_party_mean_that_party(page: Pages) -> None:
    """ "The company" is no second reading beside the employer that it is a name of."""
    parties = Parties(employers=(Value("Brenner Tubes Ltd", (), aliases=("company",)),))
    found = agents(page("The company refused. A company spokesman regretted it."), parties)
    assert [agent.name for agent in found if agent.start == 4] == ["Brenner Tubes Ltd"]


def test_direct_speech_is_what_stands_between_the_marks(page: Pages) -> None:
    """What goes on behind the source, in quotes again, is said by the same one."""
    text = '"We are out," said Ana Brook. "We stay out."'
    (frame,) = frames(page(text))
    assert frame.direct
    assert frame.covers(*quotations(page(text))[1]) == 1.0


def test_an_open_quotation_ends_with_its_paragraph(page: Pages) -> None:
    """A mark that is never closed does not swallow the rest of the report."""
    text = 'They chanted: "No looms, no peace\n\nThe mill is shut. Managers left.'
    (quoted,) = quotations(page(text))
    assert text[slice(*quoted)] == "No looms, no peace"


def test_a_verb_inside_a_quotation_is_no_frame_of_the_report(page: Pages) -> None:
    """What somebody quoted says of others is his."""
    assert [source for source, _ in said(page('"They said we would lose and we did not," Ana Brook said.'))] == ["Ana Brook"]


def test_a_pronoun_points_to_the_speaker_before_it(page: Pages) -> None:
    """ "She added" goes on with whom the frame before it names."""
    text = "Guild president Ana Brook said talks had failed. She added that looms stood idle."
    here = page(text)
    guild = Value("Weavers' Guild", (Span.of(text, 0, 5),), ("Guild",))
    found = voices(here, frames(here), agents(here, Parties(unions=(guild,))))
    assert {v.agent.name for v in found if v.frame.sentence == 1 and v.passed == 1} >= {"Weavers' Guild"}


def test_a_person_speaks_for_whom_the_report_introduced_him_with(page: Pages) -> None:
    """ "Brook said" may be the guild's word, where she was introduced as its president; nobody is offered of one never introduced."""
    text = "Guild president Ana Brook met the mayor. Brook said looms stood idle. Tamsin said so too."
    here = page(text)
    guild = Value("Weavers' Guild", (Span.of(text, 0, 5),), ("Guild",))
    found = voices(here, frames(here), agents(here, Parties(unions=(guild,))))
    assert {v.agent.name for v in found if v.frame.sentence == 1 and v.gap is not None} >= {"Weavers' Guild"}
    assert not [v for v in found if v.frame.sentence == 2 and v.gap is not None]


def test_a_description_is_offered_as_it_stands_and_as_the_party(page: Pages) -> None:
    """ "The company" may be written so, or by the employer's name."""
    text = "Norrland Mills locked its gates. The company blamed the guild."
    here = page(text)
    mills = Value("Norrland Mills", (Span.of(text, 0, 14),))
    found = [a.name for a in agents(here, Parties(employers=(mills,))) if text[a.start : a.end] == "company"]
    assert sorted(found) == ["Norrland Mills", "company"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A spokesman for the Weavers' Guild", "Weavers' Guild"),
        ("A Weavers' Guild spokesman", "Weavers' Guild"),
        ("A guild spokesman", "guild spokesman"),
        ("A spokesman for the weavers", "spokesman"),
    ],
)
def test_a_spokesman_speaks_for_the_body_that_is_named(page: Pages, source: str, name: str) -> None:
    """Without a name of his own he is told as the body, where it is named; where it is not, as the words stand."""
    here = page(f"{source} said talks had failed.")
    guild = Value("Weavers' Guild", (Span.of(here.text, 0, 5),))
    among = agents(here, Parties(unions=(guild,)))
    longest = max((a for a in among if "spokesman" in a.name), key=lambda a: a.end - a.start)
    assert spoken_for(here, longest, among) == name


def test_a_spokesman_of_a_trade_is_told_as_such(page: Pages) -> None:
    """The weavers are no body: who speaks for them is "a spokesman for the weavers"."""
    here = page("A spokesman for the weavers said talks had failed.")
    weavers = next(a for a in agents(here, Parties()) if a.name == "weavers")
    assert spoken_for(here, weavers, ()) == "spokesman for the weavers"


@pytest.mark.parametrize(("source", "stands"), [("The union", True), ("Union leaders", True), ("Shipping sources", False)])
def test_only_words_for_a_union_stand_for_the_only_one(page: Pages, source: str, stands: bool) -> None:
    """ "Shipping sources" are not the seamen's union, however few unions are named."""
    here = page(f"The Weavers' Guild is out. {source} said looms stood idle.")
    guild = Value("Weavers' Guild", (Span.of(here.text, 4, 18),))
    found = agents(here, Parties(unions=(guild,)))
    assert ("Weavers' Guild" in {a.name for a in found if a.start >= 27}) is stands


def test_a_group_does_not_begin_with_a_month(page: Pages) -> None:
    """ "A December court ruling" is that of a court."""
    here = page("It cited a December court ruling against the weavers.")
    assert "court" in {a.name for a in agents(here, Parties())}


def test_who_signs_a_letter_says_what_it_says(page: Pages) -> None:
    """The writer of a letter is the speaker of all that stands between salutation and signature."""
    text = "A letter came.\n\nDear friends,\n\nYour mill has locked you out. I support you.\n\nAna Brook\n\nGuild of the North"
    found = letter(page(text))
    assert found is not None
    assert text[slice(*found.source)] == "Ana Brook"
    at = text.index("locked")
    assert found.covers(at, at + 6) == 1.0 and found.covers(0, 12) == 0.0


def test_a_report_is_no_letter(page: Pages) -> None:
    """Without a salutation on a line of its own nobody signs."""
    assert letter(page("My dear friends left, said Ana Brook.\n\nAna Brook\n")) is None


def test_an_outlet_that_quotes_somebody_is_the_channel(page: Pages) -> None:
    """The quoted are the speaker, the outlet the way by which it came."""
    here = page("The Elmstrand Gazette quoted striking weavers as saying that they would stay out.")
    found = next(f for f in frames(here) if f.kind == "quoted")
    assert here.text[slice(*found.source)].strip() == "striking weavers"
    assert channel(here, found) == "Elmstrand Gazette"
