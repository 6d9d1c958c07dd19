"""The arguments of events: who did it, who says so, when, how many, how much, and whether it happened at all.

Each argument is a ranking of the candidates near the event. It is told where it and its event are likely enough to be right together.
All candidates of a dispute go through a forest in one call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from picketline.extract.actor_rows import actors, looks
from picketline.extract.agents import Agent, agents
from picketline.extract.date_rows import options, page_dates
from picketline.extract.linear import probabilities
from picketline.extract.modality import MODALITIES, features
from picketline.extract.models import Models
from picketline.extract.number_rows import amounts, counts
from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.extract.speaker_rows import Voice, heard, speakers, voices
from picketline.extract.speakers import spoken_for
from picketline.extract.speech import Frame, channel, frames, letter
from picketline.extract.telling import Telling, context
from picketline.model.record import Event, Modality
from picketline.model.span import Evidence, Span
from picketline.text.dates import Found
from picketline.text.money import Amount, amounts_among
from picketline.text.numbers import Number, numbers

Row = dict[str, float]
Ranked = Mapping[str, list[tuple[object, Row]]]
ARGUMENTS: Final = ("actors", "speakers", "event_dates", "counts", "amounts")
"""The forests that rank candidates; the linear model `moods` decides on modality."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What of a page and a dispute's parties may be an argument."""

    page: Page
    agents: Mapping[Agent, Row]
    frames: tuple[Frame, ...]
    voices: Mapping[Voice, Row]
    dates: tuple[Found, ...]
    numbers: tuple[Number, ...]
    amounts: tuple[Amount, ...]
    author: Frame | None


def scene(page: Page, parties: Parties) -> Scene:
    """The candidates for arguments of one dispute's events."""
    named, spoken, figures = agents(page, parties), frames(page), numbers(page.text, page.pack)
    money = amounts_among(page.text, figures, page.pack)
    return Scene(page, looks(page, named), spoken, heard(page, voices(page, spoken, named)), page_dates(page), figures, money, letter(page))


def candidates(stage: Scene, telling: Telling) -> tuple[Ranked, Row]:
    """The candidates of each argument with their features, and the features of the modality."""
    base = context(stage.page, telling)
    said = any(f.covers(telling.span.start, telling.span.end) > 0.5 for f in stage.frames if abs(f.sentence - telling.sentence) < 3)
    ranked: dict[str, list[tuple[object, Row]]] = {
        "actors": [*actors(stage.page, telling, stage.agents, stage.frames, base)],
        "speakers": [*speakers(stage.page, telling, stage.frames, stage.voices, base)],
        "event_dates": [*options(stage.page, telling, stage.dates, base)],
        "counts": [*counts(stage.page, telling, stage.numbers, base)],
        "amounts": [*amounts(stage.page, telling, stage.amounts, base)],
    }
    return ranked, features(stage.page, telling, base, said, stage.dates)


def filled(stage: Scene, tellings: Sequence[Telling], models: Models) -> tuple[Event, ...]:
    """The events with their arguments."""
    found = [candidates(stage, telling) for telling in tellings]
    best = {name: _best(name, tellings, [ranked[name] for ranked, _ in found], models) for name in ARGUMENTS}
    moods = [_mood(telling, row, models) for telling, (_, row) in zip(tellings, found, strict=True)]
    return tuple(
        _event(stage, telling, moods[number], {name: best[name][number] for name in ARGUMENTS}) for number, telling in enumerate(tellings)
    )


def _best(name: str, tellings: Sequence[Telling], ranked: Sequence[list[tuple[object, Row]]], models: Models) -> list[object | None]:
    """For each event the likeliest candidate of one argument, where it and the event are likely enough together."""
    rows = [row for one in ranked for _, row in one]
    forest, limit = models.forests[name], models.threshold(name, "threshold")
    probabilities = forest.probabilities(forest.matrix(rows)).tolist() if rows else []
    out: list[object | None] = []
    at = 0
    for telling, one in zip(tellings, ranked, strict=True):
        here = probabilities[at : at + len(one)]
        at += len(one)
        top = max(range(len(one)), key=lambda n: here[n], default=None)
        out.append(one[top][0] if top is not None and here[top] * telling.probability >= limit else None)
    return out


def _mood(telling: Telling, row: Row, models: Models) -> Modality:
    """The likeliest modality but "happened", where it and the event are likely enough together."""
    likely = probabilities(models.settings["moods.linear"], MODALITIES, row)
    best = 1 + int(likely[1:].argmax())
    return MODALITIES[best] if likely[best] * telling.probability >= models.threshold("moods", "threshold") else "happened"


def _event(stage: Scene, telling: Telling, mood: Modality, best: Mapping[str, object | None]) -> Event:
    event = Event(telling.type, (telling.span,), modality=mood, confidence=round(telling.probability, 3))
    actor, voice, option, number, amount = (best[name] for name in ARGUMENTS)
    basis: dict[str, Evidence] = {}
    if isinstance(actor, Agent):
        event = replace(event, actor=actor.name)
        basis |= _outside(stage.page, telling, "actor", actor.start, actor.end)
    if isinstance(voice, Voice):
        event = replace(event, said_by=spoken_for(stage.page, voice.agent, stage.agents), via=channel(stage.page, voice.frame))
        basis |= _outside(stage.page, telling, "said_by", voice.agent.start, voice.agent.end)
    elif stage.author and stage.author.covers(telling.span.start, telling.span.end) > 0.5:
        event = replace(event, said_by=" ".join(stage.page.text[slice(*stage.author.source)].split()))
        basis |= _outside(stage.page, telling, "said_by", *stage.author.source)
    if isinstance(option, tuple):
        value, found = option
        event = replace(event, date=value)
        basis |= _outside(stage.page, telling, "date", found.start, found.end) if found else {}
    if isinstance(number, Number):
        event = replace(event, count=number.value, bound=number.bound)
        basis |= _outside(stage.page, telling, "count", number.start, number.phrase_end)
    if isinstance(amount, Amount):
        event = replace(event, amount=amount.money, also_amount=amount.also)
        basis |= _outside(stage.page, telling, "amount", amount.start, amount.end)
    return replace(event, basis=basis)


def _outside(page: Page, telling: Telling, name: str, start: int, end: int) -> dict[str, Evidence]:
    """The words of an argument, where they stand outside the event's quote."""
    inside = telling.span.start <= start and end <= telling.span.end
    return {} if inside else {name: (Span.of(page.text, start, end),)}
