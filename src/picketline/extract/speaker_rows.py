"""Who says it: the agents in the sources of speech frames, described for the forest that ranks them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from picketline.extract.actor_rows import naming
from picketline.extract.agents import KINDS, Agent
from picketline.extract.page import Page
from picketline.extract.speech import Frame
from picketline.extract.telling import Telling, net_argument, net_tag
from picketline.lang import pack

Row = dict[str, float]
_KINDS: Final = ("after", "before", "inverted", "according", "quoted")
_BACK: Final = 4
"""Sentences back to which a speech may go on."""
_CHAIN: Final = 8
"""Frames back to which a pronoun may point."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An agent who speaks in a frame; `passed` counts the frames between it and the pronoun that stands for it (0: named itself).

    `gap` is not None for an agent beside which the frame's source was introduced before ("Jo Bell, an official of the union"): the code
    points between the two, negative where the agent stands first.
    """

    agent: Agent
    frame: Frame
    passed: int
    gap: int | None = None


@cache
def _pronouns(language: str) -> dict[str, str]:
    known = pack(language)
    return {word: kind for kind in ("person", "body", "many") for word in known.words(f"speech.pronouns_{kind}")}


@cache
def _spokesmen(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(pack(language).words('speech.spokesmen'))})\b", re.IGNORECASE)


def voices(page: Page, frames: Sequence[Frame], found: Sequence[Agent]) -> tuple[Voice, ...]:
    """The agents in the source of each frame; for a pronoun or a bare "the spokesman" those of the frames before it."""
    out: list[Voice] = []
    named: list[list[Agent]] = []
    for frame in frames:
        inside = [a for a in found if frame.source[0] <= a.start and a.end <= frame.source[1] + 1]
        out += [Voice(agent, frame, 0) for agent in inside]
        out += [Voice(agent, frame, 0, gap) for agent, gap in _introduced(page, frame, found)]
        if _is_anaphor(page, frame, inside):
            for back, before in enumerate(reversed(named[-_CHAIN:])):
                out += [Voice(agent, frame, back + 1) for agent in before]
                if back >= 1:
                    break
        if any(not a.stands_for for a in inside) and not _is_anaphor(page, frame, inside):
            named.append(inside)
    return tuple(out)


def _introduced(page: Page, frame: Frame, found: Sequence[Agent]) -> list[tuple[Agent, int]]:
    """The agents beside the first mention of a person whom a frame names shortly, with their distance from the name."""
    words = re.findall(r"[\w'’-]+", page.text[frame.source[0] : frame.source[1]])
    if not 0 < len(words) <= _SHORT or not words[-1][:1].isupper() or len(words[-1]) < 3:
        return []
    first = re.search(rf"\b{re.escape(words[-1])}\b", page.text[: frame.source[0]])
    if first is None:
        return []
    start, end = page.reading.sentences[page.reading.sentence_at(first.start())].tolist()
    low, high = max(start, first.start() - _BESIDE), min(end, first.end() + _BESIDE)
    beside = [a for a in found if low <= a.start and a.end <= high and not a.start <= first.start() < a.end]
    return [(a, a.start - first.end() if a.start >= first.end() else a.end - first.start()) for a in beside]


_SHORT: Final = 3
"""Words of a source that names a person as one known by now."""
_BESIDE: Final = 90
"""Code points from a person's name within which it is said for whom he speaks."""


def _is_anaphor(page: Page, frame: Frame, inside: Sequence[Agent]) -> bool:
    """Whether the source points back: a pronoun, or a spokesman without a name."""
    words = re.findall(r"[\w'’]+", page.text[frame.source[0] : frame.source[1]].lower())
    if any(word in _pronouns(page.pack.language) for word in words[-3:]):
        return True
    return not any(a.party or not a.group for a in inside) and len(words) <= 3


def heard(page: Page, found: Sequence[Voice]) -> dict[Voice, Row]:
    """What is known of each voice whatever the event. Made once a page."""
    agents = tuple(dict.fromkeys(voice.agent for voice in found))
    names = {agent: naming(page, agent, agents) for agent in agents}
    return {voice: _look(page, voice) | names[voice.agent] for voice in found}


def speakers(page: Page, telling: Telling, frames: Sequence[Frame], found: Mapping[Voice, Row], base: Row) -> list[tuple[Voice, Row]]:
    """The voices that may say an event, each with its features; the same name is offered once, in its best frame.

    `base` is what is known of the event, `found` what is known of the voices.
    """
    near = [v for v in found if telling.sentence - _BACK <= v.frame.sentence <= telling.sentence + 3]
    covered = {id(frame): frame.covers(telling.span.start, telling.span.end) for frame in {id(v.frame): v.frame for v in near}.values()}
    shared = base | _about(telling, frames)
    rows = [(v, shared | found[v] | _row(page, telling, v, covered[id(v.frame)])) for v in near]
    best: dict[str, tuple[Voice, Row]] = {}
    for voice, row in rows:
        held = best.get(voice.agent.name)
        if held is None or _closeness(row) > _closeness(held[1]):
            best[voice.agent.name] = (voice, row)
    top = max((row["net"] for _, row in best.values()), default=0.0)
    return [(v, row | {"best": top, "below": top - row["net"], "candidates": float(len(best))}) for v, row in best.values()]


def _closeness(row: Row) -> tuple[float, float, float]:
    return row["covers"] > 0.5, -row["away"], -row["passed"] - abs(row["gap"]) / 1000


def _about(telling: Telling, frames: Sequence[Frame]) -> Row:
    """What speech stands around an event."""
    here = [f for f in frames if f.sentence == telling.sentence]
    covering = [f for f in frames if abs(f.sentence - telling.sentence) < 4 and f.covers(telling.span.start, telling.span.end) > 0.5]
    before = [telling.sentence - f.sentence for f in frames if f.sentence < telling.sentence]
    return {
        "frames_here": float(len(here)),
        "covering": float(len(covering)),
        "since": float(min(before, default=30)),
        "direct_covering": float(any(f.direct for f in covering)),
    }


def _row(page: Page, telling: Telling, voice: Voice, covers: float) -> Row:
    net, mean = net_argument(page, telling, "speaker", voice.agent.start, voice.agent.end)
    away = voice.frame.sentence - telling.sentence
    return {
        "net": net, "net_mean": mean, "covers": covers, "away": float(abs(away)), "back": float(away < 0), "ahead": float(away > 0),
        "cue_far": min(300.0, float(abs(voice.frame.cue[0] - telling.trigger))),
    }  # fmt: skip


def _look(page: Page, voice: Voice) -> Row:
    agent, frame = voice.agent, voice.frame
    source = page.text[frame.source[0] : frame.source[1]]
    row = {f"is_{kind}": float(agent.kind == kind) for kind in KINDS} | {f"frame_{kind}": float(frame.kind == kind) for kind in _KINDS}
    return row | {
        "tag": net_tag(page, "speaker", agent.start, agent.end), "direct": float(frame.direct),
        "passed": float(voice.passed), "introduced": float(voice.gap is not None), "gap": float(voice.gap or 0),
        "party": float(agent.party), "stands_for": float(agent.stands_for), "group": float(agent.group),
        "score": agent.score,
        "first": float(agent.start - frame.source[0] < 6), "last": float(frame.source[1] - agent.end < 3),
        "source": float(len(source.split())),
        "spokesman": float(bool(_spokesmen(page.pack.language).search(source))), "length": float(agent.name.count(" ") + 1),
        "capital": float(agent.name[:1].isupper()),
        "said": float(page.text[frame.cue[0] : frame.cue[1]].lower() in ("said", "says", "say")),
        "apposed": float(bool(re.match(r"\s*,", page.text[agent.end : agent.end + 3]))),
        "title": float(bool(_spokesmen(page.pack.language).match(page.text[agent.end : agent.end + 20].lstrip()))),
        "after_title": float(bool(_spokesmen(page.pack.language).search(page.text[max(0, agent.start - 16) : agent.start]))),
    }  # fmt: skip
