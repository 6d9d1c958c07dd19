"""One dispute on a terminal: heading, record, timeline, rival claims, reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from picketline.export import words
from picketline.ledger import Side, sides
from picketline.ledger.source import Source
from picketline.ledger.summary import summarise
from picketline.model import Choice, Claim, Dispute

NAMES = {
    "employer": "employer", "union": "union", "worker": "workers", "place": "place", "industry": "industry", "form": "form",
    "demand": "demand", "started": "started", "ended": "ended", "status": "status", "outcome": "outcome",
    "workers_involved": "workers involved",
}  # fmt: skip
PLAIN = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
"""Dates that everybody reads: a year, a month, a day."""
STATUS_STYLES = {"ongoing": "bold red", "threatened": "bold yellow", "suspended": "yellow", "ended": "green", "averted": "green"}


def view(dispute: Dispute, sources: Mapping[str, Source]) -> RenderableType:
    """The whole dispute. Numbers in brackets after a quote lead to the reports at the end."""
    marks = {document: f"[{at}]" for at, document in enumerate(dispute.documents(), start=1)}
    parts: list[RenderableType] = [_heading(dispute, sources), _section("Record", _record(dispute, marks))]
    if events := dispute.chosen.get("event", ()):
        parts.append(_section("Timeline", _timeline(events, marks, dispute)))
    if contested := list(_contested(dispute)):
        parts.append(_section("Rival claims, side by side", _rivals(contested, marks, sources)))
    parts.append(_section("Reports", _reports(dispute, marks, sources)))
    return Group(*parts)


def claims_of(dispute: Dispute) -> RenderableType:
    """Every claim with its id, what made it and how sure that is."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, style in (
        ("claim", "cyan"),
        ("property", "dim"),
        ("value", "bold"),
        ("words and speaker", ""),
        ("by", "dim"),
        ("sure", "dim"),
    ):
        table.add_column(name, style=style, no_wrap=name in ("claim", "property", "sure"))
    for claim in dispute.claims:
        sure = "" if claim.confidence is None else f"{claim.confidence:.2f}"
        name = NAMES.get(claim.property, claim.property)
        table.add_row(claim.id, name, words.claimed(claim), _words(claim), claim.method, sure)
    return table


def _heading(dispute: Dispute, sources: Mapping[str, Source]) -> RenderableType:
    summary = summarise(dispute, sources)
    status = str(dispute.value("status") or "")
    first = Text.assemble((words.headline(dispute), "bold"), "   ", (dispute.id, "cyan"), "   ", (status, STATUS_STYLES.get(status, "")))
    return Group(
        first, Text(words.sentence(dispute)), Text(counts(summary.reports, summary.sources, summary.claims, summary.contested), style="dim")
    )


def counts(reports: int, sources: int, claims: int, contested: int) -> str:
    """How much stands behind a dispute, in words.

    >>> counts(2, 1, 14, 0)
    '2 reports, 1 independent source; 14 claims'
    """
    behind = _many(reports, "report") + (f", {_many(sources, 'independent source')}" if sources != reports else "")
    rival = f", rival values for {_many(contested, 'property', 'properties')}" if contested else ""
    return f"{behind}; {_many(claims, 'claim')}{rival}"


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _section(title: str, body: RenderableType) -> RenderableType:
    return Group(Text(), Text(title, style="bold underline"), Padding(body, (0, 0, 0, 2)))


def _grid(*columns: tuple[str, dict[str, object]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for style, options in columns:
        table.add_column(style=style, **options)  # type: ignore[arg-type]  # Rich's own options
    return table


def _record(dispute: Dispute, marks: Mapping[str, str]) -> Table:
    table = _grid(("dim", {"no_wrap": True}), ("bold", {"ratio": 2}), ("", {"ratio": 4}))
    for name, choices in dispute.chosen.items():
        if name == "event":
            continue
        for at, choice in enumerate(choices):
            label = NAMES.get(name, name.replace("_", " ")) if at == 0 else ""
            table.add_row(label, _value(choice), Text.assemble(_words(choice.claim), *_behind(choice, marks)))
            for value, told in _earlier(choice, marks, dispute):
                table.add_row("", value, told)
    return table


def _earlier(choice: Choice, marks: Mapping[str, str], dispute: Dispute) -> Iterator[tuple[Text, Text]]:
    """How it stood before, the latest first: each standing once, with the days of the reports that tell it."""
    before: dict[str, list[Claim]] = {}
    for claim in reversed(choice.earlier):
        before.setdefault(words.claimed(claim), []).append(claim)
    for value, claims in before.items():
        told = sorted(dispute.published.get(claim.document, "") for claim in claims)
        when = words.day(told[0]) if told[0] == told[-1] else f"{words.day(told[0])} to {words.day(told[-1])}"
        reports = "".join(dict.fromkeys(marks.get(claim.document, "") for claim in reversed(claims)))
        yield Text(f"before: {value}", style="dim not bold"), Text(f"as told {when} {reports}", style="dim")


def _value(choice: Choice) -> Text:
    also = Text(" (rivals below)", style="yellow") if choice.rivals else Text()
    return Text.assemble(words.claimed(choice.claim), also)


def _timeline(events: Iterable[Choice], marks: Mapping[str, str], dispute: Dispute) -> Table:
    table = _grid(("cyan", {"min_width": 10, "max_width": 18}), ("bold", {"ratio": 2}), ("", {"ratio": 4}))
    for choice in events:
        claim = choice.claim
        mood = "" if claim.modality == "happened" else f" ({words.label(claim.modality, 'modalities').lower()})"
        what = Text.assemble(words.label(str(claim.value.get("type")), "events"), (mood, "yellow"))
        if details := ", ".join(words.details(claim.value)):
            what.append(f"\n{details}", style="not bold")
        table.add_row(_when(claim, dispute), what, Text.assemble(_words(claim), *_behind(choice, marks)))
        for rival in choice.rivals:
            table.add_row("", Text(f"or {_otherwise(rival, claim)}", style="yellow"), _quoted(rival, marks))
    return table


def _otherwise(rival: Claim, stands: Claim) -> str:
    """What another telling of an event has otherwise: its details, its mood, or both."""
    mood = [words.label(rival.modality, "modalities").lower()] if rival.modality != stands.modality else []
    details = list(words.details(rival.value))
    return ", ".join([*mood, *(details if details != list(words.details(stands.value)) else [])])


def _when(claim: Claim, dispute: Dispute) -> Text:
    """The event's date, in words where it is not plain; where the words give none, the day of the report that tells it."""
    if date := claim.value.get("date"):
        return Text(str(date) if PLAIN.fullmatch(str(date)) else words.day(str(date)))
    published = dispute.published.get(claim.document)
    return Text(f"told {published}" if published else "no date", style="dim")


def _contested(dispute: Dispute) -> Iterator[tuple[str, Choice]]:
    for name, choices in dispute.chosen.items():
        if name != "event":
            yield from ((name, choice) for choice in choices if choice.rivals)


def _rivals(contested: Iterable[tuple[str, Choice]], marks: Mapping[str, str], sources: Mapping[str, Source]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("property", style="dim", no_wrap=True)
    table.add_column("value", ratio=2)
    table.add_column("sources", justify="right", no_wrap=True)
    table.add_column("who says it, in which words", ratio=5)
    for name, choice in contested:
        stands, *rivals = sides(choice, sources)
        value = Text.assemble((words.claimed(stands.claim), "bold"), (f"\nstands: {choice.rule}", "dim"))
        table.add_row(NAMES.get(name, name), value, str(stands.sources), _tellers(stands, marks, sources))
        for rival in rivals:
            table.add_row("", Text(words.claimed(rival.claim), "bold yellow"), str(rival.sources), _tellers(rival, marks, sources))
        table.add_section()
    return table


def _tellers(side: Side, marks: Mapping[str, str], sources: Mapping[str, Source]) -> Text:
    """Each wording of an account on a line, with its speaker, outlet and day; reports that share one are told together."""
    told: dict[str, list[Claim]] = {}
    for claim in side.claims:
        told.setdefault(_words(claim).plain, []).append(claim)
    return Text("\n").join(_teller(claims, marks, sources) for claims in told.values())


def _teller(claims: list[Claim], marks: Mapping[str, str], sources: Mapping[str, Source]) -> Text:
    source = sources.get(claims[0].document) or Source(claims[0].document)
    where = ", ".join(filter(None, (source.outlet, words.day(source.published))))
    reports = "".join(dict.fromkeys(marks.get(claim.document, "") for claim in claims))
    return Text.assemble(_words(claims[0]), (f" {where} {reports}" if where else f" {reports}", "dim"))


def _quoted(claim: Claim, marks: Mapping[str, str]) -> Text:
    return Text.assemble(_words(claim), (f" {marks.get(claim.document, '')}", "dim"))


def _words(claim: Claim) -> Text:
    said = f" — {claim.said_by}" + (f", via {claim.via}" if claim.via else "") if claim.said_by else ""
    quote = f"“{' '.join(claim.words.split())}”" if claim.evidence else "the report as a whole"
    return Text.assemble((quote, "italic" if claim.evidence else "dim"), (said, "magenta"))


def _behind(choice: Choice, marks: Mapping[str, str]) -> list[tuple[str, str]]:
    """Marks of the reports that say the same, and how a person or machine came to it where that is worth a word."""
    documents = dict.fromkeys(claim.document for claim in (choice.claim, *choice.agreeing))
    out = [(" " + "".join(marks.get(document, "") for document in documents), "dim")]
    if choice.claim.method.startswith("person:"):
        out.append((f" set by {choice.claim.method.removeprefix('person:')}", "green"))
    return out


def _reports(dispute: Dispute, marks: Mapping[str, str], sources: Mapping[str, Source]) -> Table:
    table = _grid(("dim", {"no_wrap": True}), ("cyan", {"no_wrap": True}), ("", {"no_wrap": True}), ("", {"ratio": 1}))
    for document in dispute.documents():
        source = sources.get(document) or Source(document)
        copy = f", copy of {marks.get(source.copy_of, source.copy_of)}" if source.copy_of else ""
        outlet = " via ".join(filter(None, (source.outlet, source.via)))
        told = ". ".join(filter(None, (source.title, outlet, source.url or (source.name if not source.title else None))))
        table.add_row(marks[document], document, source.published or "no date", Text.assemble(told, (copy, "yellow")))
    return table
