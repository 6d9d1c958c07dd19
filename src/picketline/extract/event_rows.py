"""The candidates for events: each sentence with each event type, described by numbers for the forest that chooses.

Rows are pooled over types, so that rare types borrow strength from common ones: what is said of a row is relative to its type
("how far above the other sentences of this report", "trigger words of this type"), and the type itself is one column among many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from picketline.extract.lexicon import Lexicon
from picketline.extract.page import Page, Scope
from picketline.extract.reading import EVENT_TYPES, FACTS, FORMS, MODALITIES, SENTENCE_LABELS
from picketline.extract.triggers import Hit, hits

Floats = npt.NDArray[np.float64]

TYPES: Final = len(EVENT_TYPES)
KIN: Final[dict[str, tuple[str, ...]]] = {
    "action_started": ("action_threatened", "lockout", "protest"), "action_ended": ("return_to_work", "agreement", "action_started"),
    "action_threatened": ("action_started", "rejection", "intimidation"), "protest": ("solidarity", "action_started", "action_threatened"),
    "negotiation": ("offer", "agreement", "rejection"), "offer": ("rejection", "agreement", "negotiation"),
    "rejection": ("offer", "agreement", "action_threatened"), "agreement": ("offer", "action_ended", "rejection"),
    "return_to_work": ("action_ended", "agreement", "replacement"), "dismissal": ("discipline", "reinstatement", "intimidation"),
    "discipline": ("dismissal", "court_ruling", "intimidation"), "reinstatement": ("dismissal", "return_to_work", "court_ruling"),
    "lockout": ("action_started", "action_ended", "dismissal"), "replacement": ("return_to_work", "impact", "intimidation"),
    "court_ruling": ("lawsuit", "government_action", "hearing"), "lawsuit": ("court_ruling", "hearing", "intimidation"),
    "hearing": ("court_ruling", "lawsuit", "negotiation"), "arrest": ("police_action", "violence", "protest"),
    "police_action": ("arrest", "violence", "government_action"), "violence": ("police_action", "arrest", "intimidation"),
    "intimidation": ("replacement", "dismissal", "police_action"), "government_action": ("court_ruling", "police_action", "negotiation"),
    "solidarity": ("protest", "action_started", "action_threatened"), "impact": ("action_started", "replacement", "action_ended"),
}  # fmt: skip
"""The types that each type is most often taken for."""

_KIN_COLUMNS: Final = np.array([[EVENT_TYPES.index(kin) for kin in KIN[name]] for name in EVENT_TYPES])
_OF_SENTENCE: Final = (
    *(f"modality:{x}" for x in MODALITIES), *(f"fact:{x}" for x in FACTS), *(f"form:{x}" for x in FORMS[:5]),
    "attributed", "evidence", "opens",
)  # fmt: skip
_LABELS: Final = np.array([SENTENCE_LABELS.index(name) for name in _OF_SENTENCE])
_LAYOUT: Final = ("heading", "capitals", "position", "depth", "sentences", "words", "quotes", "first_person", "digits", "question")
_OF_TYPE: Final = (
    "net", "trigger", "trigger_mean", "before", "after", "rank", "share", "above_next", "others", "kin_1", "kin_2", "kin_3",
    "strong", "weak", "strong_before", "strong_after", "strong_rank", "strong_total", "document", "document_mean", "any_strong",
    "lexicon", "lexicon_rank",
)  # fmt: skip
FEATURES: Final = (*_OF_TYPE, *(name.replace(":", "_") for name in _OF_SENTENCE), *_LAYOUT, *(f"type_{x}" for x in EVENT_TYPES))
"""Names of the columns, in order (LightGBM takes no colons in names)."""

_FIRST_PERSON: Final = re.compile(r"\b(?:we|our|us|i|my)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[\"“”]|''|``")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Candidates: sentence and type (column of `EVENT_TYPES`) of each row, its features, and the page's trigger phrases."""

    sentences: npt.NDArray[np.int64]
    types: npt.NDArray[np.int64]
    features: Floats
    hits: tuple[Hit, ...]


def rows(page: Page, scope: Scope, lexicon: Floats) -> Rows:
    """The candidates of a scope: where the net sees something, or a trigger word stands.

    `lexicon` [sentences, types] is what the words alone say (`lexical`).
    """
    found = hits(page)
    strong, weak = _phrases(page, found, strong=True), _phrases(page, found, strong=False)
    net = page.reading.sentence_scores[:, :TYPES].astype(np.float64)
    inside = np.zeros(len(net), dtype=bool)
    inside[list(scope)] = True
    keep = inside[:, None] & ((net > 0.04) | (strong > 0) | ((weak > 0) & (net > 0.01)))
    sentences, types = np.nonzero(keep)
    of_type = np.concatenate([_type_features(page, net, strong, weak, inside), _lexical_features(lexicon)], axis=2)
    of_sentence = np.concatenate([page.reading.sentence_scores[:, _LABELS].astype(np.float64), _layout(page)], axis=1)
    features = np.concatenate([of_type[sentences, types], of_sentence[sentences], np.eye(TYPES)[types]], axis=1)
    return Rows(sentences, types, features, found)


def lexical(page: Page, lexicon: Lexicon) -> Floats:
    """Log-odds [sentences, types] of a page's sentences by their words."""
    return np.array([lexicon.scores(page.sentence(number)) for number in page.everything()]).reshape(-1, TYPES)


def _lexical_features(scores: Floats) -> Floats:
    ranks = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable").astype(np.float64)
    return np.stack([scores, ranks], axis=2)


def _phrases(page: Page, found: tuple[Hit, ...], strong: bool) -> Floats:
    """Words of the trigger phrases by sentence and type."""
    out = np.zeros((len(page.reading.sentences), TYPES))
    for hit in found:
        if hit.strong == strong:
            out[hit.sentence, EVENT_TYPES.index(hit.type)] += hit.words
    return out


def trigger_maxima(page: Page) -> tuple[Floats, Floats]:
    """The highest trigger probability of each type in each sentence, and the mean of its three highest."""
    highest, mean = np.zeros((len(page.reading.sentences), TYPES)), np.zeros((len(page.reading.sentences), TYPES))
    for number, (start, end) in enumerate(page.reading.sentences.tolist()):
        here = page.reading.triggers[page.reading.words_in(start, end)].astype(np.float64)
        if len(here):
            top = np.sort(here, axis=0)[-3:]
            highest[number], mean[number] = top[-1], top.mean(axis=0)
    return highest, mean


def _type_features(page: Page, net: Floats, strong: Floats, weak: Floats, inside: npt.NDArray[np.bool_]) -> Floats:
    """Shape [sentences, types, len(_OF_TYPE)]."""
    trigger, trigger_mean = trigger_maxima(page)
    own = np.where(inside[:, None], net, 0.0)
    order = np.argsort(np.argsort(-own, axis=0, kind="stable"), axis=0, kind="stable").astype(np.float64)
    top = own.max(axis=0, initial=0.0, keepdims=True)
    second = np.sort(own, axis=0)[-2:-1] if len(own) > 1 else np.zeros((1, TYPES))
    best_other = np.where(own >= top, second, top)
    within = np.sort(net, axis=1)
    others = np.where(net >= within[:, -1:], within[:, -2:-1], within[:, -1:])
    strong_order = np.argsort(np.argsort(-strong, axis=0, kind="stable"), axis=0, kind="stable").astype(np.float64)
    spread = np.ones_like(net)
    columns = [
        net, trigger, trigger_mean, _shifted(net, 1), _shifted(net, -1), order, own / (top + 1e-6), own - best_other, others,
        *(net[:, _KIN_COLUMNS[:, k]] for k in range(3)),
        strong, weak, _shifted(strong, 1), _shifted(strong, -1), strong_order, spread * strong.sum(axis=0), spread * top,
        spread * own.mean(axis=0) if len(own) else own, spread * strong.sum(axis=1, keepdims=True),
    ]  # fmt: skip
    return np.stack(columns, axis=2)


def _shifted(values: Floats, by: int) -> Floats:
    """Each sentence's row replaced by that of the sentence `by` before it; zeros past the ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


def _layout(page: Page) -> Floats:
    """Shape [sentences, len(_LAYOUT)]: where the sentence stands and how it looks."""
    total = len(page.reading.sentences)
    out = np.zeros((total, len(_LAYOUT)))
    for number in range(total):
        words = page.sentence(number)
        last = words.rstrip("\"'”’)")[-1:]
        out[number] = (
            last not in ".!?…:;," and len(words) < 100, words.isupper(), number, number / max(1, total - 1), total, words.count(" ") + 1,
            len(_QUOTED.findall(words)), len(_FIRST_PERSON.findall(words)), any(map(str.isdigit, words)), words.endswith("?"),
        )  # fmt: skip
    return out
