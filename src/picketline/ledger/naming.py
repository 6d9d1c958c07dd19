"""Names that a person says are one organisation's, or two: what that changes in comparing, and which names a person should look at.

A decision holds the person's word and, for each two reports that it makes comparable otherwise, a new judgement in place of the old. So
taking it back brings back what was, and the ledger is the same for the same rows in any order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select

from picketline.ledger.read import Reader
from picketline.ledger.schema import claims
from picketline.model import Claim, Judgement
from picketline.model.claim import written_forms
from picketline.model.errors import UserError
from picketline.resolve.index import Memory
from picketline.resolve.judging import METHOD, judgement
from picketline.resolve.names import across_scripts, name, spelling
from picketline.resolve.organisations import Called, same_names
from picketline.resolve.people import Named, named
from picketline.resolve.report import Report, report
from picketline.resolve.standing import standing
from picketline.resolve.words import script

ORGANISATIONS = claims.c.property.in_(("employer", "union"))
"""The claims that name an organisation."""


def judged_names(reader: Reader, word: Judgement) -> list[Judgement]:
    """The rows of a person's word on two names; UserError for a name that no report has."""
    one, other = word.left, word.right
    if one == other:
        raise UserError(f"{one!r} is one name: give two")
    users = _users(reader)
    if unknown := [written for written in (one, other) if written not in users]:
        raise UserError(f"no report has an employer or union called {unknown[0]!r}: see  picketline same")
    said = named([*reader.judgements(kind="name"), word])
    pairs = _between(*(_with(users, written, said) for written in (one, other)))
    reports = _reports(reader, {subject for pair in pairs for subject in pair}, said)
    return [word, *_judged_again(reader, word, pairs, reports)]


def alike(reader: Reader) -> Iterator[Judgement]:
    """Names in two scripts that are spelt alike: only names that fold to one spelling are compared."""
    groups: dict[str, dict[str, str | None]] = {}
    everything = _written(reader)
    if all(written.isascii() or script(written) == "latin" for written in everything):
        return
    for written, language in everything.items():
        groups.setdefault(spelling(written), {})[written] = language
    across = [group for group in groups.values() if len({script(written) for written in group}) > 1]
    known = {written: name(written, (), language) for group in across for written, language in group.items()}
    for found in same_names(known.values(), Memory[Called]()):
        if across_scripts(known[found.left], known[found.right]):
            yield found


def undecided(reader: Reader, found: Iterable[Judgement]) -> Iterator[Judgement]:
    """Those of which no person has said whether they are one organisation's."""
    decided = {frozenset((j.left, j.right)) for j in standing(reader.judgements(kind="name"))}
    return (one for one in found if frozenset((one.left, one.right)) not in decided)


def _written(reader: Reader) -> Mapping[str, str | None]:
    """Every name of an employer or union as it is written, with the language of the first report that has it."""
    language = {source.document: source.language for source in reader.sources().values()}
    rows = select(claims.c.document, claims.c.content).where(ORGANISATIONS).order_by(claims.c.document, claims.c.id)
    known: dict[str, str | None] = {}
    for document, content in reader.connection.execute(rows.execution_options(yield_per=1000)):
        for written in written_forms(json.loads(content)):
            known.setdefault(written, language.get(document))
    return known


def _naming(reader: Reader) -> Iterator[Claim]:
    yield from reader.claims_where(ORGANISATIONS)


def _users(reader: Reader) -> Mapping[str, set[str]]:
    """The subjects that have each name."""
    users: dict[str, set[str]] = {}
    for claim in _naming(reader):
        for written in claim.forms:
            users.setdefault(written, set()).add(claim.subject)
    return users


def _with(users: Mapping[str, set[str]], written: str, said: Named) -> set[str]:
    return set().union(*(users.get(form, set()) for form in (written, *said.same.get(written, ()))))


def _between(left: Iterable[str], right: Iterable[str]) -> list[tuple[str, str]]:
    pairs = {(min(a, b), max(a, b)) for a in left for b in right if a.split("#", 1)[0] != b.split("#", 1)[0]}
    return sorted(pairs)


def _reports(reader: Reader, subjects: set[str], said: Named) -> dict[str, Report]:
    about: dict[str, list[Claim]] = {subject: [] for subject in sorted(subjects)}
    for claim in reader.claims(sorted(subjects)):
        about[claim.subject].append(claim)
    sources = reader.sources(sorted({subject.split("#", 1)[0] for subject in subjects}))
    found = {}
    for subject, stated in about.items():
        source = sources[subject.split("#", 1)[0]]
        found[subject] = report(subject, stated, source.published, source.via or source.outlet, source.language, said=said)
    return found


def _judged_again(reader: Reader, word: Judgement, pairs: Iterable[tuple[str, str]], reports: Mapping[str, Report]) -> Iterator[Judgement]:
    by_machine = [j for j in standing(reader.judgements(sorted(reports), "dispute")) if not j.by_person()]
    old: dict[tuple[str, str], list[Judgement]] = {}
    for row in by_machine:
        old.setdefault((row.left, row.right), []).append(row)
    person = word.method.removeprefix("person:")
    because = f"{person} said that {word.left} and {word.right} are {'one organisation' if word.same else 'two organisations'}"
    for pair in pairs:
        new = judgement(reports[pair[0]], reports[pair[1]])
        for row in old.get(pair, ()):
            yield replace(row, method=word.method, reason=word.reason, recorded_at=word.recorded_at, undoes=row.id, score=1.0, features=())
        if new is not None:
            yield replace(new, method=f"{METHOD}:{word.id}", reason=f"{new.reason}; {because}")
