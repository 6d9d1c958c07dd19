"""To whom the report attributes what it says: the speaker of a passage, and the outlet or person through whom he is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from picketline.extract.agents import Agent, agents, heads
from picketline.extract.models import Models
from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.extract.speaker_rows import heard, speakers, voices
from picketline.extract.speech import frames
from picketline.extract.telling import USUAL, Telling, context
from picketline.lang import pack
from picketline.model.span import Span
from picketline.text.names import tidy
from picketline.text.people import nouns


def speaker_of(page: Page, start: int, end: int, parties: Parties, models: Models) -> str | None:
    """The party or person to whom the words at `text[start:end]` are attributed, or None where the report speaks itself."""
    sentence = page.reading.sentence_at(start)
    telling = Telling(sentence, "action_started", Span.of(page.text, start, end), (start + end) // 2, USUAL)
    named, spoken = agents(page, parties), frames(page)
    ranked = speakers(page, telling, spoken, heard(page, voices(page, spoken, named)), context(page, telling))
    if not ranked:
        return None
    forest = models.forests["speakers"]
    probabilities = forest.probabilities(forest.matrix([row for _, row in ranked])).tolist()
    top = max(range(len(ranked)), key=lambda n: probabilities[n])
    if probabilities[top] * USUAL < models.threshold("speakers", "threshold"):
        return None
    return spoken_for(page, ranked[top][0].agent, named)


def spoken_for(page: Page, speaker: Agent, among: Iterable[Agent]) -> str:
    """The name of a speaker; of a spokesman without a name that of the body he speaks for.

    "A spokesman for the Bakers' Union" is told as the union, "an Acme spokesman" as Acme, "spokesman Jo Bell" as Jo Bell; but "a spokesman
    for the bakers" as such, for they are no body.
    """
    opening = _for_whom(page.pack.language).search(page.text, max(0, speaker.start - 40), speaker.start)
    if opening and speaker.group and nouns(page.pack).is_worker(speaker.name.split()[-1].casefold()):
        return tidy(opening["who"] + speaker.name)
    said = _mouthpieces(page.pack.language).search(speaker.name)
    if not said:
        return speaker.name
    within = (a for a in among if speaker.start <= a.start and a.end <= speaker.end)
    bodies = [a.name for a in within if not a.group and a.kind != "person" and a.name[:1].isupper()] if speaker.group else []
    rest = (speaker.name[: said.start()] + speaker.name[said.end() :]).strip()
    whole = said.start() == 0 or said.end() == len(speaker.name)
    named = whole and rest[:1].isupper() and rest.casefold() not in heads(page.pack.language)
    return bodies[-1] if bodies else rest if named else speaker.name


@cache
def _for_whom(language: str) -> re.Pattern[str]:
    """A spokesman and the words up to those for whom he speaks."""
    words = "|".join(pack(language).words("speech.mouthpieces"))
    return re.compile(rf"(?<!\w)(?P<who>(?i:{words})\s+(?:for|of)\s+(?:the\s+)?)\Z")


@cache
def _mouthpieces(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(pack(language).words('speech.mouthpieces'))})\b", re.IGNORECASE)
