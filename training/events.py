"""Learns which sentences tell which events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import boost
import numpy as np
import numpy.typing as npt
from examples import Example
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from stage_files import files

from picketline.extract.event_clauses import clause
from picketline.extract.event_rows import FEATURES, Rows, lexical, rows
from picketline.extract.lexicon import Lexicon, dump, grams
from picketline.extract.reading import EVENT_TYPES
from picketline.model.record import Event

Floats = npt.NDArray[np.float64]
LEAST = 0.3
"""How likely an event must be to be told, whatever its type; one in six is then refused by the judge of `check`, or joined to another
telling. F1 hardly changes from 0.25 to 0.4. Limits tuned by type did worse on other reports: too few events of most types."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One report's rows, with the gold event (its number) that each row's clause finds (-1: none), and the number of gold events."""

    rows: Rows
    gold: npt.NDArray[np.int64]
    near: npt.NDArray[np.bool_]
    total: int


def told(example: Example, lexicon: Floats) -> Told:
    """The rows of a report, all its disputes taken together; `lexicon`: what its words say, by a lexicon that has not seen it."""
    found = rows(example.page, example.page.everything(), lexicon)
    events = [event for dispute in example.gold.disputes for event in dispute.events]
    pairs = list(zip(found.sentences.tolist(), found.types.tolist(), strict=True))
    gold = np.array([_match(example, found, s, t, events) for s, t in pairs], dtype=np.int64)
    near = np.array([_holds(example, s, t, events) for s, t in pairs], dtype=bool)
    return Told(found, gold, near, len(events))


def _match(example: Example, found: Rows, sentence: int, type_: int, events: Sequence[Event]) -> int:
    """The gold event that the clause of this row counts for."""
    name = EVENT_TYPES[type_]
    same = [number for number, event in enumerate(events) if event.type == name]
    if not same:
        return -1
    here = clause(example.page, sentence, name, found.hits)
    overlap = [
        (max(min(here.end, s.end) - max(here.start, s.start) for s in events[n].evidence), n)
        for n in same
        if any(min(here.end, s.end) - max(here.start, s.start) >= 0.5 * min(len(here.quote), len(s.quote)) for s in events[n].evidence)
    ]
    return max(overlap)[1] if overlap else -1


def _holds(example: Example, sentence: int, type_: int, events: Sequence[Event]) -> bool:
    """Whether the sentence holds a quote of an event of this type."""
    start, end = example.page.reading.sentences[sentence]
    return any(
        min(end, s.end) - max(start, s.start) > 0.4 * len(s.quote) for e in events if e.type == EVENT_TYPES[type_] for s in e.evidence
    )


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The lexicon and the forest `events`, and how likely an event must be."""
    useful = [example for example in examples if example.gold.disputes]
    folds = np.array([example.fold for example in useful])
    all_told = [told(example, words) for example, words in zip(useful, unseen_words(useful, folds), strict=True)]
    features = np.concatenate([t.rows.features for t in all_told])
    labels = np.concatenate([((t.gold >= 0) | t.near).astype(np.float64) for t in all_told])
    table = boost.Table.of(FEATURES, features, labels, [e for e, t in zip(useful, all_told, strict=True) for _ in t.gold])
    grown = files("events", boost.grow(table, **PLAN), {"threshold": LEAST})
    return grown | {"events.lexicon.npz": dump(learn(useful))}


def learn(examples: Sequence[Example]) -> Lexicon:
    """The words and pairs of words that speak for each type, from the sentences that tell it."""
    counter = CountVectorizer(analyzer=lambda sentence: list(grams(sentence)), min_df=3, binary=True)
    counts = counter.fit_transform([e.page.sentence(s) for e in examples for s in e.page.everything()]).tocsc()
    truth = np.concatenate([labelled(example) for example in examples])
    worth = np.max([np.nan_to_num(chi2(counts, column)[0]) for column in truth.T if column.any()], axis=0)
    kept = np.sort(np.argsort(-worth, kind="stable")[:TERMS])
    table = normalize(counts[:, kept])
    weights, bias = np.zeros((len(kept), len(EVENT_TYPES))), np.full(len(EVENT_TYPES), -6.0)
    for number, column in enumerate(truth.T):
        if column.sum() > 3:
            line = LogisticRegression(C=10, class_weight="balanced", solver="liblinear").fit(table, column)
            weights[:, number], bias[number] = line.coef_[0], line.intercept_[0]
    names = counter.get_feature_names_out()
    return Lexicon({str(names[row]): at for at, row in enumerate(kept)}, weights, bias)


TERMS = 3000
"""Words and pairs that a lexicon keeps."""


def labelled(example: Example) -> Floats:
    """Which sentence tells which type, shape [sentences, types]."""
    out = np.zeros((len(example.page.reading.sentences), len(EVENT_TYPES)))
    for dispute in example.gold.disputes:
        for event in dispute.events:
            for span in event.evidence:
                out[example.page.reading.sentence_at(span.start), EVENT_TYPES.index(event.type)] = 1
    return out


def unseen_words(examples: Sequence[Example], folds: npt.NDArray[np.int64]) -> list[Floats]:
    """What the words of each report say, by a lexicon learnt without its fold."""
    by_fold = {fold: learn([e for e, f in zip(examples, folds, strict=True) if f != fold]) for fold in sorted(set(folds.tolist()))}
    return [lexical(example.page, by_fold[int(fold)]) for example, fold in zip(examples, folds, strict=True)]


PLAN: dict[str, Any] = {"bags": 3, "rounds": 180, "num_leaves": 15, "min_data_in_leaf": 20, "learning_rate": 0.05}
