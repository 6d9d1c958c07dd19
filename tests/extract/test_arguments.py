"""The arguments of events: told where they and their event are likely enough together."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from tests.extract.stumps import stump

from picketline.extract.agents import agents
from picketline.extract.arguments import ARGUMENTS, filled, scene
from picketline.extract.event_clauses import clause
from picketline.extract.forest import Forest
from picketline.extract.models import Models
from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.extract.telling import Telling
from picketline.extract.triggers import hits
from picketline.model.record import Value
from picketline.model.span import Span

Pages = Callable[..., Page]
TEXT = "Weavers at Norrland walked out on Friday. The guild will strike on March 20."


def leaf(feature: str, high: float) -> Forest:
    """Weights that like every candidate whose feature is above a half, by `high`, and dislike the others."""
    return stump(feature, 0.5, -9.0, high)


@pytest.fixture
def weights() -> Models:
    """Weights that like agents and dates of the event's own sentence, and take what lies ahead for planned."""
    limits: dict[str, Mapping[str, float]] = {name: {"threshold": 0.4} for name in (*ARGUMENTS, "moods")}
    planned = {
        "happened/": 0.0,
        "planned/": -1.0,
        "planned/clause_only_ahead": 9.0,
        **{f"{m}/": -9.0 for m in ("threatened", "alleged", "denied")},
    }
    forests = {name: leaf("here", 2.0) for name in ARGUMENTS}
    return Models(forests, {**limits, "moods.linear": planned})


def told(page: Page, sentence: int, probability: float) -> Telling:
    """The strike that a sentence tells."""
    span = clause(page, sentence, "action_started", hits(page))
    return Telling(sentence, "action_started", span, span.start + 8, probability)


def test_a_likely_event_is_given_its_arguments(page: Pages, weights: Models) -> None:
    """Who and when, from the sentence itself."""
    here = page(TEXT)
    (event,) = filled(scene(here, Parties()), [told(here, 0, 0.9)], weights)
    assert event.actor == "Weavers" and event.date == "1987-03-13" and event.modality == "happened"


def test_a_group_may_hold_a_conjunction_and_begins_with_none(page: Pages) -> None:
    """What stands before its first word belongs to another group."""
    here = page("The strike was backed by labour, church, and civil rights organizations. Production and maintenance workers walked out.")
    names = {agent.name for agent in agents(here, Parties())}
    assert "civil rights organizations" in names and "Production and maintenance workers" in names


def test_an_unlikely_event_is_given_none(page: Pages, weights: Models) -> None:
    """An argument is right only if its event is: both chances count."""
    here = page(TEXT)
    (event,) = filled(scene(here, Parties()), [told(here, 0, 0.3)], weights)
    assert event.actor is None and event.date is None


@pytest.mark.parametrize(("sentence", "probability", "modality"), [(1, 0.9, "planned"), (0, 0.9, "happened"), (1, 0.3, "happened")])
def test_what_lies_ahead_is_planned(page: Pages, weights: Models, sentence: int, probability: float, modality: str) -> None:
    """A date after the report's says that nothing has happened yet; of an unlikely event no more is said than that it is told."""
    here = page(TEXT)
    (event,) = filled(scene(here, Parties()), [told(here, sentence, probability)], weights)
    assert event.modality == modality


def test_without_a_date_of_its_own_a_report_has_nothing_ahead(page: Pages, weights: Models) -> None:
    """A day without a year lies nowhere."""
    here = replace(page(TEXT), published=None)
    (event,) = filled(scene(here, Parties()), [told(here, 1, 0.9)], weights)
    assert event.modality == "happened"


def test_a_noun_with_an_article_means_the_body_named_last_that_it_heads(page: Pages) -> None:
    """ "the association" is the mill owners', and neither the association's members nor one that is named only later."""
    text = (
        "The Mill Owners' Association refused. The association offered talks, and association members agreed. "
        "The University of Norrland said the university was open."
    )
    here = page(text)
    names = {
        value: Value(value, (Span.of(text, at := text.index(value), at + len(value)),)) for value in (OWNERS, "University of Norrland")
    }
    meant = [(text[a.start : a.end], a.name) for a in agents(here, Parties(employers=tuple(names.values()))) if a.stands_for]
    assert ("association", OWNERS) in meant and ("university", "University of Norrland") in meant
    assert len([name for words, name in meant if words == "association"]) == 1


OWNERS = "Mill Owners' Association"
