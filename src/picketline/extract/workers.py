"""The workers' groups of a dispute, in the report's own words, ranked by learned weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from picketline.extract.clauses import sentence_range
from picketline.extract.listed import LEAD, Floats, listed
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import SENTENCE_LABELS, TAGS
from picketline.model.record import Value
from picketline.model.span import Span
from picketline.text.people import nouns
from picketline.text.phrases import Hit
from picketline.text.worker_phrases import worker_phrases

ROLES = ("workers", "employer", "union", "actor", "place", "workers_involved")
"""Tags of the net that tell a workers' group from other parties."""
TELLING = ("evidence", "form:strike", "form:protest", "event:action_started", "fact:workers_involved")
ALIASES = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One reading of a phrase at `text[start:end]`, in the scope's sentence at `place`; `longer` begins at the next word to the left."""

    start: int
    end: int
    place: int
    head: str
    whole: bool
    longer: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase as a reader would write it, with all its mentions in the scope, in order."""

    name: str
    mentions: tuple[Mention, ...]


def groups(page: Page, scope: Scope, models: Models) -> tuple[Value, ...]:
    """The groups of workers whose dispute the sentences tell, likeliest first; none where none is likely."""
    found = candidates(page, scope)
    if not found:
        return ()
    forest = models.forests["workers"]
    likely = forest.probabilities(forest.matrix(features(page, scope, found)))
    kept = choose([c.name for c in found], likely, models.threshold("workers", "first"), models.threshold("workers", "further"))
    return tuple(_value(page, found, likely, k) for k in kept)


def choose(names: list[str], likely: Floats, first: float, further: float) -> list[int]:
    """The best name if it is likely enough, and further ones that share no word with those before, in order of likelihood."""
    kept: list[int] = []
    for k in np.argsort(-likely, kind="stable").tolist():
        if likely[k] < (further if kept else first):
            break
        if not any(_akin(names[k], names[other]) for other in kept):
            kept.append(k)
    return kept


def _akin(one: str, other: str) -> bool:
    """Whether one phrase's words are among the other's."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return a <= b or b <= a


def candidates(page: Page, scope: Scope) -> tuple[Candidate, ...]:
    """All readings of the phrases that worker nouns head in the scope, in order of first mention, the shorter first."""
    found: dict[str, list[Mention]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for place, row in enumerate(scope):
        start, end = sentence_range(page, row)
        for group in worker_phrases(page.text, start, end, page.pack):
            for n, begin in enumerate(group.starts):
                last = n + 1 == len(group.starts)
                name = " ".join(page.text[begin : group.end].split())
                spelt[name.casefold()] = _better(spelt.get(name.casefold()), name)
                longer = begin if last else group.starts[n + 1]
                found[name.casefold()].append(Mention(begin, group.end, place, group.head.casefold(), last, longer))
    return tuple(Candidate(spelt[key], tuple(mentions)) for key, mentions in found.items())


def _better(before: str | None, name: str) -> str:
    """Of two spellings the one with fewer capitals, so that a headline's or a sentence's first capital is not kept."""
    return name if before is None or sum(map(str.isupper, name)) < sum(map(str.isupper, before)) else before


def features(page: Page, scope: Scope, found: Iterable[Candidate]) -> list[dict[str, float]]:
    """One row of features a candidate."""
    context = _Context(page, scope)
    counts = {c.name.casefold(): len(c.mentions) for c in found}
    return [context.row(c, counts) for c in found]


class _Context:
    """What the rows of one scope share."""

    def __init__(self, page: Page, scope: Scope) -> None:
        self.page, self.scope, self.nouns = page, scope, nouns(page.pack)
        self.tags = page.reading.tags[:, [TAGS.index(role) for role in ROLES]].astype(np.float64)
        self.begins = page.reading.begins[:, TAGS.index("workers")].astype(np.float64)
        self.told = page.reading.sentence_scores[np.ix_(list(scope), [SENTENCE_LABELS.index(label) for label in TELLING])].astype(
            np.float64
        )
        self.strike = listed(page, scope, "forms", ("strike", "protest", "lockout"))
        self.heading = page.text[: int(page.reading.sentences[scope[0]][1])].isupper() if scope else False

    def row(self, candidate: Candidate, counts: dict[str, int]) -> dict[str, float]:
        """The features of one candidate."""
        words = candidate.name.split()
        head = candidate.mentions[0].head
        plain = candidate.name.casefold()
        longer = [n for name, n in counts.items() if name != plain and name.endswith(" " + plain)]
        shorter = counts.get(" ".join(plain.split()[1:]), 0)
        heads = sum(n for name, n in counts.items() if name == head)
        return {
            "mentions": float(len(candidate.mentions)),
            "of_head": len(candidate.mentions) / max(1, heads),
            "longer": float(max(longer, default=0)),
            "longer_kinds": float(len(longer)),
            "shorter": len(candidate.mentions) / shorter if shorter else 1.0,
            "whole": float(np.mean([m.whole for m in candidate.mentions])),
            "words": float(len(words)),
            "generic": float(head in self.nouns.generic),
            "bare": float(len(words) == 1 and head in self.nouns.generic),
            "workers": float(head in ("workers", "worker")),
            "plural": float(head.endswith(("s", "men"))),
            "joined": float("and" in words or "&" in words),
            "capital": float(any(w[0].isupper() for w in words[:-1]) and not candidate.name.isupper()),
            "head_capital": float(words[-1][0].isupper() and not candidate.name.isupper()),
            "ing": float(words[0].endswith("ing")),
            "ed": float(words[0].endswith("ed")),
            "s": float(len(words) > 1 and words[0].endswith("s")),
            "first": float(candidate.mentions[0].place),
            "lead": float(sum(m.place < LEAD for m in candidate.mentions)),
            "sentences": float(len({m.place for m in candidate.mentions})),
            "size": float(len(self.scope)),
            "others": float(len(counts)),
            "several": self.page.reading.says("several"),
        } | self._net(candidate.mentions) | self._around(candidate.mentions)  # fmt: skip

    def _net(self, mentions: tuple[Mention, ...]) -> dict[str, float]:
        reading = self.page.reading
        inside, least, left, begins = [], [], [], []
        for m in mentions:
            rows = reading.words_in(m.start, m.end)
            block = self.tags[rows]
            inside.append(block.mean(0))
            least.append(block[:, 0].min())
            begins.append(self.begins[rows.start])
            left.append(self.tags[rows.start - 1, 0] if rows.start else 0.0)
        table = np.stack(inside)
        out = {f"tag_{role}": float(value) for role, value in zip(ROLES, table.max(0), strict=True)}
        out |= {f"mean_{role}": float(value) for role, value in zip(ROLES[:3], table.mean(0)[:3], strict=True)}
        out |= {"sum_workers": float(table[:, 0].sum()), "least": max(map(float, least)), "begins": max(map(float, begins))}
        out |= {"left": float(np.mean(left)), "begins_mean": float(np.mean(begins))}
        told = self.told[[m.place for m in mentions]].max(0)
        return out | {f"told_{label.split(':')[-1]}": float(value) for label, value in zip(TELLING, told, strict=True)}

    def _around(self, mentions: tuple[Mention, ...]) -> dict[str, float]:
        """What stands beside the mentions: a number, a verb of action, "union", a capital, "at", a possessive."""
        seen: dict[str, float] = dict.fromkeys(
            ("number", "strikes", "union", "capital_after", "at", "who", "possessive", "the", "by", "striking", "begins_sentence"), 0.0
        )
        for m in mentions:
            before, after = self.page.text[max(0, m.start - 14) : m.start].split(), self.page.text[m.end : m.end + 24]
            ahead = after.split()
            last, following = (before[-1].casefold() if before else ""), (ahead[0] if ahead else "")
            seen["number"] += last[:1].isdigit()
            seen["the"] += last == "the"
            seen["by"] += last == "by"
            seen["striking"] += last in ("striking", "out")
            seen["possessive"] += after[:1] in "'’" and bool(after[:1])
            seen["union"] += following.casefold().startswith("union") or "union" in after.casefold()[:10]
            seen["capital_after"] += following[:1].isupper()
            seen["at"] += following in ("at", "in", "from", "of")
            seen["who"] += following in ("who", "have", "are", "were", "will", "had")
            place = self.page.reading.sentences[self.scope[m.place]]
            seen["begins_sentence"] += m.start - int(place[0]) < 5
            seen["strikes"] += any(0 <= hit.start - m.end < 40 for hit, where in self._hits(m.place) if where == m.place)
        return {key: value / len(mentions) for key, value in seen.items()} | {
            "any_number": float(seen["number"] > 0),
            "any_strikes": float(seen["strikes"] > 0),
        }

    def _hits(self, place: int) -> list[tuple[Hit, int]]:
        return [(hit, where) for hit, where in zip(self.strike.hits, self.strike.places, strict=True) if where == place]


def _value(page: Page, found: tuple[Candidate, ...], likely: Floats, k: int) -> Value:
    """The value, quoted where the net is surest of it; longer and shorter readings that are likely too are its aliases."""
    column = page.reading.tags[:, TAGS.index("workers")]
    best = max(found[k].mentions, key=lambda m: (float(column[page.reading.words_in(m.start, m.end)].mean()), -m.start))
    near = [
        n
        for n in np.argsort(-likely, kind="stable").tolist()
        if n != k and likely[n] >= likely[k] / 3 and _akin(found[n].name, found[k].name)
    ]
    aliases = tuple(found[n].name for n in near[:ALIASES])
    return Value(found[k].name, (Span.of(page.text, best.start, best.end),), aliases, confidence=round(float(likely[k]), 3))
