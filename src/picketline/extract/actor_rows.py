"""Who does it: the agents that may be the actor of an event, described for the forest that ranks them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from picketline.extract.agents import KINDS, Agent
from picketline.extract.page import Page
from picketline.extract.speech import Frame
from picketline.extract.telling import ACTORS, Telling, net_argument, net_tag
from picketline.lang import pack

_BEFORE: Final = re.compile(r"([\w'’]+)\s+(?:(?:the|a|an|its|their|some|about|more than|over|all|most)\s+|[\d,]+\s+)*\Z")
_AFTER: Final = re.compile(r"\s*(?:\([^)]{1,20}\)\s*)?(?:,[^,.]{1,60},)?\s*([\w'’]+)")
_WORD: Final = re.compile(r"[\w'’]+")
_MARK: Final = re.compile(r"[,;:()]|--|—")
_PRONOUNS: Final = ("person", "body", "many", "relative")
_TAGS: Final = ("actor", "employer", "union", "workers", "speaker", "place")
_FAR: Final = 2
"""Sentences back from which an actor may be taken."""

Row = dict[str, float]


def looks(page: Page, found: Sequence[Agent]) -> dict[Agent, Row]:
    """What is known of each agent whatever the event: kind, the net's roles, the words beside it. Made once a page."""
    return {agent: _look(page, agent) | _around(page, agent) | naming(page, agent, found) for agent in found}


def _look(page: Page, agent: Agent) -> Row:
    row = {f"is_{kind}": float(agent.kind == kind) for kind in KINDS}
    tags = {f"tag_{name}": net_tag(page, name, agent.start, agent.end) for name in _TAGS}
    return row | tags | {
        "party": float(agent.party), "stands_for": float(agent.stands_for), "group": float(agent.group), "score": agent.score,
        "length": float(agent.name.count(" ") + 1), "capital": float(agent.name[:1].isupper()),
    }  # fmt: skip


def naming(page: Page, agent: Agent, found: Sequence[Agent]) -> Row:
    """How the words name an agent: how many they are, with an article or not, and how often the name itself stands before and behind."""
    named = [other for other in found if other.name == agent.name and not other.stands_for]
    return {
        "phrase": float(len(page.text[agent.start : agent.end].split())),
        "definite": float(page.text[max(0, agent.start - 4) : agent.start].lower().startswith("the")),
        "named_before": float(sum(other.start < agent.start for other in named)),
        "named_behind": float(sum(other.start > agent.start for other in named)),
    }


def actors(page: Page, telling: Telling, found: Mapping[Agent, Row], frames: Sequence[Frame], base: Row) -> list[tuple[Agent, Row]]:
    """The agents near an event, each with its features; `base` is what is known of the event, `found` what is known of the agents."""
    start, end = (int(edge) for edge in page.reading.sentences[telling.sentence])
    floor = int(page.reading.sentences[max(0, telling.sentence - _FAR), 0])
    near = [agent for agent in found if floor <= agent.start < end]
    spoken = [f for f in frames if floor <= f.cue[0] < end]
    sources = [f.source for f in spoken if f.covers(telling.span.start, telling.span.end) > 0.5], [f.source for f in spoken]
    shared = base | _pronoun(page, start, telling.trigger) | {"passive": _passive(page, telling)}
    return _ranked(
        [
            (agent, shared | found[agent] | _row(page, telling, agent, near, start) | _way(page, telling, agent) | _speaks(agent, *sources))
            for agent in near
        ]
    )


def _passive(page: Page, telling: Telling) -> float:
    """Whether the trigger is a participle behind a form of "be"."""
    before = _WORD.findall(page.text[max(telling.span.start - 20, telling.trigger - 24, 0) : telling.trigger].lower())[-2:]
    return float(any(word in _be(page.pack.language) for word in before))


def _speaks(agent: Agent, covering: Sequence[tuple[int, int]], near: Sequence[tuple[int, int]]) -> Row:
    """Whether an agent stands in the source of speech that covers the event, or of any speech near it."""
    return {
        "speaks": float(any(a <= agent.start and agent.end <= b + 1 for a, b in covering)),
        "speaks_near": float(any(a <= agent.start and agent.end <= b + 1 for a, b in near)),
    }


def _way(page: Page, telling: Telling, agent: Agent) -> Row:
    """The words between an agent and the trigger: none but auxiliaries where it is the verb's own subject."""
    low, high = (agent.end, telling.trigger) if agent.end <= telling.trigger else (telling.trigger, agent.start)
    between = page.text[low:high] if high - low < 300 else ""
    words, language = _WORD.findall(between.lower()), page.pack.language
    light = _words(language, "adverbs") | _be(language) | _words(language, "auxiliaries")
    return {
        "way": float(min(40, len(words))) if between else 40.0, "marks": float(len(_MARK.findall(between))),
        "openers": float(sum(word in _words(language, "clause_openers") for word in words)),
        "verbs": float(sum(word in _words(language, "verbs") or word in _words(language, "subject_verbs") for word in words)),
        "direct": float(agent.end <= telling.trigger and bool(between) and all(word in light for word in words)),
        "opens_span": float(0 <= agent.start - telling.span.start < 5), "opens_gap": float(min(200, abs(agent.start - telling.span.start))),
    }  # fmt: skip


def _pronoun(page: Page, start: int, trigger: int) -> Row:
    """The last pronoun before the trigger, as a subject that stands for somebody named before."""
    words = _WORD.findall(page.text[start : max(start, trigger)].lower())
    last: Row = {}
    for word in words:
        kinds = [kind for kind in _PRONOUNS if word in _words(page.pack.language, f"pronouns_{kind}")]
        last = dict.fromkeys(kinds, 1.0) or last
    return last


def _row(page: Page, telling: Telling, agent: Agent, near: Sequence[Agent], start: int) -> Row:
    net, mean = net_argument(page, telling, "actor", agent.start, agent.end)
    here = agent.start >= start
    low, high = sorted((agent.start, telling.trigger))
    return {
        "net": net, "net_mean": mean, "here": float(here), "back": float(telling.sentence - page.reading.sentence_at(agent.start)),
        "inside": float(telling.span.start <= agent.start < telling.span.end), "before": float(agent.start < telling.trigger),
        "distance": min(400.0, float(high - low)), "between": float(sum(low < other.start < high for other in near)),
        "first": float(here and agent.start - start < 6), "fits": _fits(telling, agent),
        "mentions": float(sum(other.name == agent.name for other in near)), "wider": float(any(_holds(other, agent) for other in near)),
    }  # fmt: skip


def _holds(wide: Agent, narrow: Agent) -> bool:
    return wide.start <= narrow.start and narrow.end <= wide.end and wide.end - wide.start > narrow.end - narrow.start


def _fits(telling: Telling, agent: Agent) -> float:
    kinds = ACTORS[telling.group]
    return 1.0 / (1 + kinds.index(agent.kind)) if agent.kind in kinds else 0.0


def _around(page: Page, agent: Agent) -> Row:
    """The words beside an agent: a preposition, "by", a possessive, a verb."""
    text, language = page.text, page.pack.language
    before = _BEFORE.search(text, max(0, agent.start - 30), agent.start)
    word = before.group(1).lower() if before else ""
    after = _AFTER.match(text, agent.end, min(len(text), agent.end + 90))
    following = after.group(1).lower() if after else ""
    return {
        "by": float(word == "by"), "led": float(word in _words(language, "prepositions")), "of": float(word == "of"),
        "owns": float(text[agent.end : agent.end + 2] in ("'s", "’s", "' ", "’ ")),
        "verb": float(following.endswith(("ed", "n't")) or following in _words(language, "subject_verbs")),
        "says": float(following in ("said", "says", "say", "told")),
        "comma": float(text[agent.end : agent.end + 1] == ","),
    }  # fmt: skip


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(pack(language).words(f"speech.{name}"))


@cache
def _be(language: str) -> frozenset[str]:
    return frozenset(pack(language).words("tense.forms_of_be"))


def _ranked(rows: list[tuple[Agent, Row]]) -> list[tuple[Agent, Row]]:
    """Adds how far the net's word for each lies below its best word for any."""
    best = max((row["net"] for _, row in rows), default=0.0)
    return [(agent, row | {"below": best - row["net"], "best": best, "candidates": float(len(rows))}) for agent, row in rows]
