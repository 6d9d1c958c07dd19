"""Claims, choices and decisions as the pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later, ngettext
from picketline.export.words import claimed, day, details, label
from picketline.ledger import Decision, Source
from picketline.ledger.sides import Side, sides
from picketline.model import Choice, Claim, Correction, Dispute
from picketline.web.harmless import alphabets

TITLES = {
    "employer": later("Employer"), "union": later("Union"), "worker": later("Workers"), "place": later("Place"),
    "industry": later("Industry"), "form": later("Form"), "workers_involved": later("Taking part"), "started": later("Began"),
    "ended": later("Ended"), "demand": later("Demands"), "status": later("Standing"), "outcome": later("Outcome"),
}  # fmt: skip
EVENT = later("Event")
NAMES = frozenset({"employer", "union", "worker", "place"})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a page shows it; `cite` is what "copy with source" gives, `mixes` the alphabets that a word of a name mixes."""

    id: str
    title: str
    words: str
    said_by: str | None
    quote: str
    href: str
    report: str
    cite: str
    modality: str
    by_person: str
    mixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A value with all who say it: the claim that stands for it, the others, and the number of independent sources behind them."""

    told: Told
    others: tuple[Told, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice as a page shows it: what stands, by which rule where others say or write it otherwise, the rivals, and how it stood before,
    the latest first."""

    stands: Account
    rule: str
    rivals: tuple[Account, ...]
    earlier: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A property and its choices."""

    title: str
    choices: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a page shows it."""

    when: str
    label: str
    modality: str
    details: tuple[str, ...]
    shown: Shown


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts claims in words; `sources` are the reports, `desk` the address of the desk without a slash at its end."""

    sources: Mapping[str, Source]
    desk: str = ""

    def claim(self, claim: Claim) -> Told:
        """A claim with its words, its speaker and its report."""
        source = self.sources.get(claim.document) or Source(claim.document)
        report = ", ".join(filter(None, (source.outlet or source.title or source.name, day(source.published))))
        person = claim.method.removeprefix("person:") if claim.method.startswith("person:") else ""
        return Told(
            claim.id, TITLES.get(claim.property, EVENT), claimed(claim), claim.said_by, claim.words, anchor(claim), report,
            self._cite(claim, report), claim.modality, person, alphabets(claimed(claim)) if claim.property in NAMES else (),
        )  # fmt: skip

    def choice(self, choice: Choice) -> Shown:
        """A choice with what stands beside it."""
        stands, *rivals = map(self._account, sides(choice, self.sources))
        differ = rivals or any(one.words != stands.told.words for one in stands.others)
        before = Choice(choice.claim, choice.earlier[::-1])
        return Shown(stands, choice.rule if differ else "", tuple(rivals), tuple(map(self._account, sides(before, self.sources)[1:])))

    def _account(self, side: Side) -> Account:
        told, *others = map(self.claim, side.claims)
        return Account(told, tuple(others), side.sources)

    def groups(self, dispute: Dispute) -> Iterator[Group]:
        """The properties in the order of the titles."""
        for name, title in TITLES.items():
            if choices := dispute.chosen.get(name):
                yield Group(title, tuple(map(self.choice, choices)))

    def happening(self, choice: Choice) -> Happening:
        """An event with its words."""
        value = choice.claim.value
        when = day(str(value["date"])) if value.get("date") else ""
        return Happening(when, label(str(value["type"]), "events"), choice.claim.modality, tuple(details(value)), self.choice(choice))

    def _cite(self, claim: Claim, report: str) -> str:
        said = f" ({claim.said_by})" if claim.said_by else ""
        quote = f": “{' '.join(claim.words.split())}”" if claim.evidence else ""
        return f"{claimed(claim)}{said}{quote} – {report}. {self.desk}{anchor(claim)}"


def anchor(claim: Claim) -> str:
    """The address of a claim's words in its report; a listing is too long to be shown whole, and is asked for that row."""
    row = f"?at={claim.id}" if claim.method.startswith("table:") else ""
    return f"/s/{claim.document}{row}#{claim.id}"


def decided(decision: Decision, claim_of: Callable[[str], Claim]) -> str:
    """What a decision did, in words."""
    if decision.kind in KINDS:
        return _(KINDS[decision.kind])
    number = len(decision.corrections) + decision.elsewhere
    if number > 1:
        return ngettext("accepted {n} claim", "accepted {n} claims", number).format(n=number)
    return _corrected(decision.corrections[0], claim_of(decision.corrections[0].claim))


def _corrected(correction: Correction, claim: Claim) -> str:
    told = {"what": claimed(claim), "title": _(TITLES.get(claim.property, EVENT))}
    if correction.verdict == "replace":
        now = Claim(claim.document, claim.subject, claim.property, dict(correction.value or {}), claim.evidence)
        return _("put {now} in place of {what} ({title})").format(now=claimed(now), **told)
    return _(VERDICTS[correction.verdict]).format(**told)


KINDS = {
    "merge": later("said that reports tell of one dispute"), "split": later("said that reports tell of different disputes"),
    "same name": later("said that two names are one organisation's"), "other name": later("said that two names are two organisations'"),
    "undo": later("took a decision back"),
}  # fmt: skip
VERDICTS = {
    "accept": later("accepted {what} ({title})"), "reject": later("rejected {what} ({title})"), "add": later("added {what} ({title})"),
}  # fmt: skip
