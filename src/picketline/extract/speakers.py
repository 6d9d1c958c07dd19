"""To whom the report attributes what it says: the speaker of a passage, and the outlet or person through whom he is quoted."""

from __future__ import annotations

from picketline.extract.agents import agents
from picketline.extract.models import Models
from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.extract.speaker_rows import heard, speakers, voices
from picketline.extract.speech import frames
from picketline.extract.telling import USUAL, Telling, context
from picketline.model.span import Span


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
    return ranked[top][0].agent.name if probabilities[top] * USUAL >= models.threshold("speakers", "threshold") else None
