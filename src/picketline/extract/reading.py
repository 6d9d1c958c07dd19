"""What the net says of a document: probabilities over its words and sentences, and nothing decided yet.

A `Reading` is the seam between the net and the rules and rankers that come after it. The same class holds the answers of the
shipped net at run time and the out-of-fold answers that later stages are trained on, so one code serves both.

Rows of `words` are the matches of `WORD` over the raw text; rows of `sentences` are `picketline.text.sentences.sentences(text)`,
one to one and in order (look there for headings and paragraphs). All other arrays hold probabilities from 0 to 1 in half precision.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float16]
Ints = npt.NDArray[np.int32]

WORD: Final = re.compile(r"\w+|[^\w\s]")
"""A word or one punctuation mark: `Brazil's` is three rows, `1,500` three, `Taiwan-based` three."""

TAGS: Final = (
    "employer",
    "union",
    "workers",
    "place",
    "actor",
    "speaker",
    "started",
    "ended",
    "event_date",
    "workers_involved",
    "count",
    "amount",
)
"""Columns of `tags` and `begins`: roles a word may have. Every mention of a name counts, not the quoted one alone."""

EVENT_TYPES: Final = (
    "action_started",
    "action_ended",
    "action_threatened",
    "protest",
    "negotiation",
    "offer",
    "rejection",
    "agreement",
    "return_to_work",
    "dismissal",
    "discipline",
    "reinstatement",
    "lockout",
    "replacement",
    "court_ruling",
    "lawsuit",
    "hearing",
    "arrest",
    "police_action",
    "violence",
    "intimidation",
    "government_action",
    "solidarity",
    "impact",
)
"""Columns of `triggers`, and the first columns of `sentence_scores`."""

FORMS: Final = ("strike", "lockout", "slowdown", "occupation", "protest", "hunger_strike", "boycott")
DEMANDS: Final = (
    "pay",
    "hours",
    "jobs",
    "conditions",
    "rights",
    "reinstatement",
    "benefits",
    "agreement",
    "management",
    "policy",
    "solidarity",
    "other",
)
MODALITIES: Final = ("happened", "planned", "threatened", "alleged", "denied")
FACTS: Final = ("started", "ended", "status", "outcome", "workers_involved")
INDUSTRIES: Final = tuple("ABCDEFGHIJKLMNOPQRSTUX")
STATUSES: Final = ("threatened", "ongoing", "suspended", "ended", "averted")
OUTCOMES: Final = ("won", "compromise", "lost", "none")

SENTENCE_LABELS: Final = (
    *(f"event:{x}" for x in EVENT_TYPES),
    *(f"form:{x}" for x in FORMS),
    *(f"demand:{x}" for x in DEMANDS),
    *(f"modality:{x}" for x in MODALITIES),
    *(f"fact:{x}" for x in FACTS),
    "attributed",
    "evidence",
    "opens",
    *(f"industry:{x}" for x in INDUSTRIES),
    *(f"status:{x}" for x in STATUSES),
    *(f"outcome:{x}" for x in OUTCOMES),
)
"""Columns of `sentence_scores`.

`event:*` an event of the type is told here; `form:*`, `demand:*`, `fact:*` the sentence is evidence for that value; `modality:*` some
event told here has that modality; `attributed` some event told here has a speaker; `evidence` anything at all is told of a dispute
here; `opens` the sentence is the first of a dispute other than the one told before it. `industry:*`, `status:*` and `outcome:*`
each sum to one: the value of the dispute that this sentence serves, if it serves one (average them over a dispute's sentences).
"""

DOCUMENT_LABELS: Final = (
    "relevant",
    "several",
    *(f"industry:{x}" for x in INDUSTRIES),
    *(f"status:{x}" for x in STATUSES),
    *(f"outcome:{x}" for x in OUTCOMES),
)
"""Entries of `document`. Industries, statuses and outcomes each sum to one; `several` says that two disputes or more are told."""

ARGUMENTS: Final = ("actor", "speaker", "date", "count")
"""First axis of `arguments`: word t is (part of) the argument of an event told in sentence s; t may stand in another sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The net's answers for one document of T words and S sentences.

    Shapes: `words` [T, 2] and `sentences` [S, 2] half-open code-point ranges; `tags` [T, TAGS] the word lies inside such a mention,
    `begins` [T, TAGS] it begins one; `triggers` [T, EVENT_TYPES] it lies in the words that tell such an event; `sentence_scores`
    [S, SENTENCE_LABELS]; `links` [S, S] both sentences serve one dispute (symmetric); `arguments` [ARGUMENTS, S, T]; `document`
    [DOCUMENT_LABELS]; `vectors` [S, 384] sentence states, unscaled, for similarity features.
    """

    words: Ints
    sentences: Ints
    tags: Floats
    begins: Floats
    triggers: Floats
    sentence_scores: Floats
    links: Floats
    arguments: Floats
    document: Floats
    vectors: Floats

    def sentence(self, label: str) -> Floats:
        """Scores [S] of one sentence label, such as `event:lockout`."""
        column: Floats = self.sentence_scores[:, SENTENCE_LABELS.index(label)]
        return column

    def says(self, label: str) -> float:
        """Score of one document label, such as `relevant` or `industry:H`."""
        return float(self.document[DOCUMENT_LABELS.index(label)])

    def words_in(self, start: int, end: int) -> slice:
        """Rows of the words that lie in the code-point range, touched ones included."""
        first = int(self.words[:, 1].searchsorted(start, side="right"))
        last = int(self.words[:, 0].searchsorted(end, side="left"))
        return slice(first, max(first, last))

    def sentence_at(self, position: int) -> int:
        """Row of the sentence that holds a code point, or the last one that begins before it."""
        return max(0, int(self.sentences[:, 0].searchsorted(position, side="right")) - 1)

    def behind(self, position: int) -> "Reading":
        """The reading of the words and sentences that begin at a code point or behind it, with offsets counted from there."""
        if not position:
            return self
        words, rows = self.words[:, 0] >= position, self.sentences[:, 0] >= position
        return replace(
            self,
            words=self.words[words] - position,
            sentences=self.sentences[rows] - position,
            tags=self.tags[words],
            begins=self.begins[words],
            triggers=self.triggers[words],
            sentence_scores=self.sentence_scores[rows],
            links=self.links[np.ix_(rows, rows)],
            arguments=self.arguments[:, rows][:, :, words],
            vectors=self.vectors[rows],
        )

    def cut(self, positions: Sequence[int]) -> "Reading":
        """The reading with sentences cut at code points; both parts of a sentence keep its scores."""
        cuts: dict[int, list[int]] = {}
        for at in sorted(set(positions)):
            row = self.sentence_at(at)
            if self.sentences[row, 0] < at < self.sentences[row, 1]:
                cuts.setdefault(row, []).append(at)
        if not cuts:
            return self
        edges = [[int(start), *cuts.get(row, ()), int(end)] for row, (start, end) in enumerate(self.sentences)]
        rows = np.array([row for row, found in enumerate(edges) for _ in found[1:]])
        spans = np.array([span for found in edges for span in pairwise(found)], dtype=np.int32)
        return replace(
            self,
            sentences=spans,
            sentence_scores=self.sentence_scores[rows],
            links=self.links[np.ix_(rows, rows)],
            arguments=self.arguments[:, rows],
            vectors=self.vectors[rows],
        )

    def save(self, path: Path) -> None:
        """Writes the arrays as an uncompressed `.npz` file."""
        with path.open("wb") as file:
            np.savez(file, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def load(cls, path: Path) -> "Reading":
        """Reads what `save` wrote; never unpickles."""
        with np.load(path, allow_pickle=False) as file:
            return cls(**{f.name: file[f.name] for f in fields(cls)})


def word_spans(text: str) -> Ints:
    """Code-point ranges [T, 2] of the words of a text.

    >>> word_spans("Kezbi's 800").tolist()
    [[0, 5], [5, 6], [6, 7], [8, 11]]
    """
    return np.array([m.span() for m in WORD.finditer(text)], dtype=np.int32).reshape(-1, 2)
