"""Which employers of the ledger are on a list of organisations, by the comparison of names that resolves disputes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from picketline.ledger import find
from picketline.ledger.assemble import apply
from picketline.ledger.query import Query
from picketline.ledger.read import Reader
from picketline.ledger.rows import claim_of
from picketline.ledger.schema import cached_members, claims, readings
from picketline.ledger.store import Ledger
from picketline.ledger.summary import Summary
from picketline.model import Claim
from picketline.resolve.blocking import name_keys
from picketline.resolve.names import Name, across_scripts, likeness, name
from picketline.resolve.standing import standing
from picketline.tables.watchlist import Watched

LEAST = 0.85
"""From which likeness a name is told as a match: nearly the same spelling."""
COMMON = 400
"""A word that so many names share tells none of them: pairs are looked for by the others."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the list that may be an employer of a dispute: the name as the reports have it, how like (0..1), and why in words."""

    watched: Watched
    dispute: Summary
    employer: str
    score: float
    reason: str


def matches(ledger: Ledger, listed: Sequence[Watched], query: Query, least: float = LEAST) -> Iterator[Match]:
    """The matches in the order of the list, the likest first; of a dispute's names the likest alone."""
    with ledger.reader() as reader:
        employers = _employers(reader, frozenset(find.ids(reader.connection, query)))
        found = _found(listed, employers, least)
        wanted = sorted({dispute for _, near in found for name_, _ in near for dispute in employers[name_]})
        summaries = {one.id: one for one in find.named(reader.connection, wanted)}
    for row, near in found:
        best: dict[str, tuple[float, Name]] = {}
        for name_, score in near:
            for dispute in employers[name_]:
                best[dispute] = max(best.get(dispute, (0.0, name_)), (score, name_), key=lambda one: one[0])
        for dispute, (score, name_) in sorted(best.items(), key=lambda one: (-one[1][0], one[0])):
            summary = summaries[dispute]
            yield Match(row, summary, name_.written, score, reason(name(row.name), name_, score) + _where(row, summary))


def _employers(reader: Reader, among: frozenset[str]) -> Mapping[Name, list[str]]:
    """The names of employers, each with the disputes that have it: as chosen and in other words, corrections applied."""
    latest = {row["document"]: row["method"] for row in reader.rows(readings)}
    said = [claim for claim in map(claim_of, reader.rows(claims, claims.c.property == "employer")) if _current(claim, latest)]
    members = reader.connection.execute(select(cached_members.c.subject, cached_members.c.dispute))
    member = {str(row.subject): str(row.dispute) for row in members}
    out: dict[Name, list[str]] = defaultdict(list)
    ready: dict[tuple[str, ...], Name] = {}
    for claim in apply(said, standing(reader.corrections()))[0]:
        written, dispute = claim.forms, member.get(claim.subject)
        if dispute is not None and dispute in among:
            out[ready.setdefault(written, name(written[0], written[1:]))].append(dispute)
    return out


def _current(claim: Claim, latest: Mapping[str, str]) -> bool:
    return claim.method.startswith("person:") or latest.get(claim.document) == claim.method


def _found(listed: Iterable[Watched], employers: Iterable[Name], least: float) -> list[tuple[Watched, list[tuple[Name, float]]]]:
    by_key: dict[str, list[Name]] = defaultdict(list)
    for one in employers:
        if one.named:
            for key in _keys(one):
                by_key[key].append(one)
    return [(row, near) for row in listed if (near := list(_near(name(row.name), by_key, least)))]


def _near(wanted: Name, by_key: Mapping[str, list[Name]], least: float) -> Iterator[tuple[Name, float]]:
    seen: set[int] = set()
    for key in sorted(_keys(wanted)):
        among = by_key.get(key, [])
        for other in among if len(among) <= COMMON else ():
            if id(other) not in seen:
                seen.add(id(other))
                if (score := likeness(wanted, other)) >= least:
                    yield other, score


def _keys(one: Name) -> set[str]:
    """What two like names share one of: a telling word or its beginning, an acronym, a spelling across scripts."""
    return {
        *name_keys(one),
        *one.forms,
        *one.spellings,
        *one.shorts,
        *one.initials,
        *(f"{word[:5]}~" for word in one.telling if len(word) > 5),
    }


def reason(one: Name, other: Name, score: float) -> str:
    """Why two names are taken for one organisation's.

    >>> reason(name("General Motors"), name("GM"), 0.95)
    'acronym: General Motors = GM'
    """
    pair = f"{one.written} = {other.written}"
    if across_scripts(one, other):
        return f"the same sounds in another alphabet, to be confirmed: {pair}"
    if score >= 1.0:
        return "the same name" if one.written == other.written else f"the same name but for its form: {pair}"
    if score >= 0.95:
        return f"acronym: {pair}"
    return f"one name within the other: {pair}" if score >= 0.9 else f"nearly the same spelling: {pair}"


def _where(row: Watched, dispute: Summary) -> str:
    if row.country is None or not dispute.countries:
        return ""
    return "; same country" if row.country in dispute.countries else f"; in another country ({', '.join(dispute.countries)})"
