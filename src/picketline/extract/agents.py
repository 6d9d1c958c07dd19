"""Those who may act or speak in a report: the parties by any of their names, other names, and groups without a name.

Where a word stands for the only party of its side ("the company"), the party is meant; where it may ("union leaders", "the company" beside
two employers), both readings are offered: the words as they stand, and the party. Which of them did or said a thing is decided later, for
each event.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from picketline.extract.page import Page
from picketline.extract.roles import Parties
from picketline.lang import Pack, pack
from picketline.text.names import lexicon, tidy
from picketline.text.people import nouns

KINDS = ("employer", "union", "workers", "court", "government", "police", "person", "organisation")
_WORD = re.compile(r"[^\W_](?:[\w’'&]|[-./](?=\w))*")
_NUMBER = re.compile(r"^[\d.,]+$")
_REACH = 4
"""Words that a group may have before its head."""


@dataclass(frozen=True, slots=True, order=True)
class Agent:
    """`text[start:end]` may name who acts or speaks; `name` is what would be written for it.

    `kind` is one of `KINDS`; `party`: it is a name of a party of the dispute; `stands_for`: the words are a description, the name that
    of a party; `group`: no proper name. `score` is how near a name stands to being a party.
    """

    start: int
    end: int
    name: str
    kind: str
    party: bool = False
    stands_for: bool = False
    group: bool = False
    score: float = 0.0


def agents(page: Page, parties: Parties) -> tuple[Agent, ...]:
    """All agents of a page, in order of their place."""
    own = _widest(_party_mentions(page, parties))
    taken = [(agent.start, agent.end) for agent in own]
    known = [*_other_mentions(parties), *_titled(page)]
    named = [*own, *(a for a in known if not any(s <= a.start and a.end <= e for s, e in taken))]
    groups = [group for group in _groups(page) if not any(_says_more(agent, group) for agent in named)]
    led, plain = (
        {group.start for group in groups if " " in group.name},
        {*page.pack.words("speech.of_a_union"), *page.pack.words("names.bare")},
    )
    named = [a for a in named if a.party or a.start not in led or a.name.casefold() not in plain]
    described = (*_standing_for(page.pack, groups, parties), *_by_their_heads(page, named), *_members_of(page.text, groups, named))
    return tuple(sorted({*named, *groups, *described}))


def _says_more(agent: Agent, group: Agent) -> bool:
    """Whether an agent's words hold those of a group and more, or the group's very words stand for the only party of its side."""
    within = agent.start <= group.start and group.end <= agent.end
    return within and (agent.end - agent.start > group.end - group.start or agent.stands_for)


def _party_mentions(page: Page, parties: Parties) -> Iterator[Agent]:
    for kind, values in (("employer", parties.employers), ("union", parties.unions)):
        for value in values:
            for form in dict.fromkeys((value.value, *value.aliases)):
                for match in re.finditer(rf"(?<!\w){_loose(form)}(?!\w)", page.text):
                    described = form.islower()
                    yield Agent(*match.span(), value.value, kind, party=True, stands_for=described, group=described, score=1.0)


def _loose(form: str) -> str:
    return r"\s+".join(map(re.escape, form.split()))


def _other_mentions(parties: Parties) -> Iterator[Agent]:
    for other in parties.others:
        for mention in other.candidate.mentions:
            yield Agent(mention.start, mention.end, other.candidate.name, other.kind, group=other.candidate.generic, score=other.score)


def _titled(page: Page) -> Iterator[Agent]:
    """Persons whom a title introduces: "Local 12 President Ana Brook"."""
    for match in _titles(page.pack.language).finditer(page.text):
        yield Agent(*match.span("name"), tidy(match["name"]), "person")


@cache
def _titles(language: str) -> re.Pattern[str]:
    words = "|".join(_loose(word) for word in sorted(pack(language).words("speech.titles"), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?i:{words})\s+(?P<name>[A-Z][\w’'-]*\.?(?:\s+[A-Z][\w’'-]*\.?)?\s+[A-Z][\w’'-]*[a-z])(?![\w’'])")


def _widest(found: Iterable[Agent]) -> list[Agent]:
    """Of names that overlap the widest."""
    kept: list[Agent] = []
    for agent in sorted(set(found), key=lambda a: (a.start - a.end, a)):
        if not any(agent.start < other.end and other.start < agent.end for other in kept):
            kept.append(agent)
    return kept


@cache
def heads(language: str) -> dict[str, str]:
    """The kind of each noun that heads a group, the lists of the pack that come first winning."""
    lists = pack(language).lists("speech.bodies")
    return {word: kind for kind, words in reversed(list(lists.items())) for word in words}


def _groups(page: Page) -> Iterator[Agent]:
    """Groups without a name: "union leaders", "the court", "striking nurses"."""
    known, people, joiners = heads(page.pack.language), nouns(page.pack), page.pack.words("names.context.and")
    words, stops = list(_WORD.finditer(page.text)), people.stops | lexicon(page.pack).calendar
    for number, match in enumerate(words):
        word = match.group().lower().removesuffix("'s").removesuffix("’s")
        kind = known.get(word) or ("workers" if people.is_worker(word) else None)
        if kind and not _goes_on(page.text, words, number, known, people.is_worker):
            begins = int(page.reading.sentences[page.reading.sentence_at(match.start()), 0])
            first = _first(page.text, words, number, stops, begins)
            first += first < number and words[first].group().lower() in joiners
            end = match.start() + len(word)
            yield Agent(
                words[first].start(),
                end,
                tidy(page.text[words[first].start() : end]),
                _kind(page.pack, kind, words, first, number),
                group=True,
            )


def _goes_on(text: str, words: list[re.Match[str]], number: int, known: dict[str, str], is_worker: Callable[[str], bool]) -> bool:
    """Whether the noun only stands before the head: "union officials", "company spokesman"."""
    if number + 1 == len(words) or text[words[number].end() : words[number + 1].start()].strip():
        return False
    following = words[number + 1].group().lower()
    return following in known or is_worker(following)


def _first(text: str, words: list[re.Match[str]], number: int, stops: frozenset[str], begins: int) -> int:
    """The first word of a group: back over its adjectives, up to a mark, a small word, a number, a month or where the sentence begins."""
    first = number
    while first > 0 and number - first < _REACH and words[first - 1].start() >= begins:
        before = words[first - 1]
        word = before.group().lower()
        if text[before.end() : words[first].start()].strip() or word in stops or _NUMBER.match(word) or word.endswith(("ly", "ed")):
            break
        first -= 1
    return first


def _kind(known: Pack, kind: str, words: list[re.Match[str]], first: int, last: int) -> str:
    """The kind of a group; "union officials" and "company officials" are those of the word before."""
    before = words[last - 1].group().lower() if last > first else ""
    if before in known.words("speech.of_a_union"):
        return "union"
    return "employer" if before in ("company", "management") else kind


def _standing_for(known: Pack, groups: list[Agent], parties: Parties) -> Iterator[Agent]:
    """The first employer for "the company", the first union for "the union", "union" for "union leaders"."""
    firsts = {"employer": parties.employers[:1], "union": parties.unions[:1]}
    for agent in groups:
        for value in firsts.get(agent.kind, ()) if _may_stand(known, agent) else ():
            yield Agent(agent.start, agent.end, value.value, agent.kind, True, True, True, 1.0)
        head, _, rest = agent.name.partition(" ")
        if agent.kind == "union" and rest and head.lower().startswith("union"):
            yield Agent(agent.start, agent.start + len(head), head, agent.kind, group=True)


def _may_stand(known: Pack, group: Agent) -> bool:
    """Whether the words may mean the only party of a side: "the union", "union leaders", "strike officials", but no "shipping sources"."""
    *_, before, head = ("", *group.name.casefold().split())
    return group.kind != "union" or not before or before in known.words("speech.of_a_union") or head in known.words("speech.unions")


def _by_their_heads(page: Page, named: list[Agent]) -> Iterator[Agent]:
    """The body named last whose name a noun with an article heads: "the association" after "Mill Owners' Association"."""
    known, is_worker = heads(page.pack.language), nouns(page.pack).is_worker
    bodies: dict[str, list[Agent]] = {}
    for agent in named:
        if agent.kind != "person" and not agent.group and (head := _head(agent.name)) and not is_worker(head):
            bodies.setdefault(head, []).append(agent)
    if not bodies:
        return
    taken = [(agent.start, agent.end) for agent in named if not agent.stands_for]
    for match in re.finditer(rf"(?<!\w)the\s+({'|'.join(sorted(bodies))})(?!\w)(?!\s+of\b)(?:\s+([a-z]+))?", page.text, re.IGNORECASE):
        start, end = match.span(1)
        before = [agent for agent in bodies[match[1].lower()] if agent.end <= start]
        following = match[2] or ""
        if before and not (following in known or is_worker(following) or any(a <= start < b for a, b in taken)):
            yield replace(max(before), start=start, end=end, stands_for=True, group=True)


def _head(name: str) -> str | None:
    """The noun that a name of several words turns on.

    >>> _head("Mill Owners' Association"), _head("University of Leeds"), _head("Rio Tinto Zinc 2"), _head("Solidarity")
    ('association', 'university', None, None)
    """
    words = name.split()
    head = words[0] if words[1:2] == ["of"] else words[-1]
    return head.lower() if len(words) > 1 and head.isalpha() and head.istitle() else None


_OF = re.compile(r"\s+(?:of|at|from|with|in|for)\s+(?:the\s+)?\Z")


def _members_of(text: str, groups: list[Agent], named: list[Agent]) -> Iterator[Agent]:
    """A group with the name that it belongs to: "members of the Bakers' Union"."""
    starts: dict[int, Agent] = {}
    for name in named:
        starts.setdefault(name.start, name)
    ordered = sorted(starts)
    for group in groups:
        at = bisect_left(ordered, group.end)
        if at < len(ordered) and ordered[at] - group.end < 15 and _OF.fullmatch(text[group.end : ordered[at]]):
            name = starts[ordered[at]]
            yield Agent(group.start, name.end, tidy(text[group.start : name.end]), group.kind, group=True)
