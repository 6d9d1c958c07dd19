"""Whether a document reports a labour dispute: words first, then a linear vote, and the net's answer last.

1. `worded`: some word for an action or a formal step, and some word for the workers' side. Sees a page in some hundred microseconds.
2. `plausible`: a logistic regression over the words and pairs of neighbouring words; rejects what is clearly no dispute.
3. `relevance`: a logistic regression over the net's reading and the vote; its probability decides.

What a step rejects no later step sees. Figures by step are in the model card.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from picketline.extract.reading import EVENT_TYPES, SENTENCE_LABELS, Reading
from picketline.lang import Pack, pack

WORDS: Final = re.compile(r"[a-z]+")
LENGTH: Final = 20_000
"""Code points of a document that the first two steps look at."""
FEATURES: Final = ("net", "vote", "event", "events", "evidence", "action")
_EVENTS: Final = slice(0, len(EVENT_TYPES))
_EVIDENCE: Final = SENTENCE_LABELS.index("evidence")
_ACTIONS: Final = [EVENT_TYPES.index(x) for x in ("action_started", "action_ended", "action_threatened", "protest", "lockout", "rejection")]


@dataclass(frozen=True, slots=True)
class Gate:
    """Trained weights: `votes` by word or pair, `least` the vote below which a document is rejected, `weights` of `FEATURES`."""

    votes: Mapping[str, float]
    bias: float
    least: float
    weights: Mapping[str, float]
    offset: float
    threshold: float


@cache
def shipped() -> Gate:
    """The weights that ship with the package."""
    return Gate(**json.loads(resources.files("picketline.extract").joinpath("data", "gate.json").read_text(encoding="utf-8")))


def worded(text: str, words: Pack | None = None) -> bool:
    """Whether the text holds a word for an action and one for the workers' side, or a phrase that needs no side.

    Where it tells of a strike of another kind ("air strike") it must also hold a word that is said of work alone.

    >>> worded("Ferry crews walked out over pay.")
    True
    >>> worded("Oil strike lifts shares of Norrland."), worded("Crews put out the fire after the air strike.")
    (False, False)
    """
    low = text[:LENGTH].lower()
    actions, sides, plain, elsewhere, of_work = _patterns((words or pack("en")).language)
    told = (actions.search(low) and sides.search(low)) or plain.search(low)
    return bool(told and (of_work.search(low) or not elsewhere.search(low)))


def vote(text: str, gate: Gate | None = None) -> float:
    """The log-odds that the words alone give to a labour dispute."""
    weights = gate or shipped()
    return weights.bias + math.fsum(weights.votes.get(term, 0.0) for term in terms(text))


def plausible(text: str, gate: Gate | None = None) -> bool:
    """Whether the document is worth the net's time."""
    return worded(text) and vote(text, gate) >= (gate or shipped()).least


def relevance(text: str, reading: Reading, gate: Gate | None = None) -> float:
    """The probability that the document reports a labour dispute."""
    weights = gate or shipped()
    if not worded(text) or not len(reading.sentences):
        return 0.0
    found = features(reading, vote(text, weights))
    return 1 / (1 + math.exp(-weights.offset - math.fsum(weights.weights[name] * found[name] for name in FEATURES)))


def relevant(text: str, reading: Reading, gate: Gate | None = None) -> bool:
    """Whether the probability reaches the threshold set in training."""
    return relevance(text, reading, gate) >= (gate or shipped()).threshold


def terms(text: str) -> frozenset[str]:
    """The words of a text and its pairs of neighbours, small letters."""
    words = WORDS.findall(text[:LENGTH].lower())
    return frozenset(words).union(f"{a} {b}" for a, b in pairwise(words))


def features(reading: Reading, words: float) -> dict[str, float]:
    """What the last step weighs: log-odds of the net and of the words, and how much of a dispute the sentences tell."""
    events = reading.sentence_scores[:, _EVENTS].astype(float)
    return {
        "net": _log_odds(reading.says("relevant")),
        "vote": max(-8.0, min(8.0, words)),
        "event": float(events.max()),
        "events": math.log1p(float(events.max(1).sum())),
        "evidence": float(reading.sentence_scores[:, _EVIDENCE].max()),
        "action": float(events[:, _ACTIONS].max()),
    }


def _log_odds(share: float) -> float:
    bounded = min(0.999, max(0.001, share))
    return math.log(bounded / (1 - bounded))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(pack(language).words(f"gate.{name}")) for name in ("actions", "sides", "plain", "elsewhere", "of_work"))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; `*` stands for any ending, a blank for blanks or hyphens."""
    parts = (re.escape(word).replace(r"\*", r"\w{0,9}").replace(r"\ ", r"[\s-]{1,4}") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
