"""Reports told in a line: a text, and which of its words say what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from picketline.ledger import Ledger
from picketline.model import Dispute, Document, Event, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id

LAST_YEAR = "2024-01-01T00:00:00.000000Z"


@dataclass(frozen=True)
class Told:
    """A report as `Ledger.add` takes it."""

    document: Document
    data: bytes
    record: Record

    def into(self, ledger: Ledger, recorded_at: str = LAST_YEAR) -> str:
        """The document's id in the ledger."""
        return ledger.add(self.document, self.data, self.record, recorded_at=recorded_at).document


def tell(text: str, published: str | None = None, **said: object) -> Told:
    """A report of one dispute. `said` maps a property to its words in the text, to (value, words), or to a list of such; events are
    (type, date, words) or (type, date, words, further fields)."""
    data = text.encode()
    document = Document(document_id(digest(data)), "report", text, digest(data), published=published, language="en")

    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words)
        return (Span.of(text, at, at + len(words)),)

    def value(told: object) -> Value:
        content, words, *more = told if isinstance(told, tuple) else (told, told)
        return Value(str(content), span(str(words)), **dict(more[0] if more else {}))

    def event(told: tuple) -> Event:  # type: ignore[type-arg]
        kind, date, words, *more = told
        return Event(kind, span(words), date=date, **dict(more[0] if more else {}))

    sets = {name: tuple(map(value, told if isinstance(told, list) else [told])) for name, told in said.items() if name.endswith("s")
            and name not in ("events", "status")}  # fmt: skip
    ones = {name: value(told) for name, told in said.items() if name in ("started", "ended", "outcome", "status", "industry")}
    number = said.get("people")
    people = Quantity(number[0], span(number[1]), **dict(number[2] if len(number) > 2 else {})) if isinstance(number, tuple) else None
    events = tuple(map(event, said.get("events", ())))  # type: ignore[arg-type]
    reported = Reported("d1", **sets, **ones, workers_involved=people, events=events)  # type: ignore[arg-type]
    return Told(document, data, Record("report", True, (reported,)))


@pytest.fixture(name="tell")
def _tell() -> Callable[..., Told]:
    return tell


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    with Ledger.open(tmp_path / "test.db") as opened:
        yield opened


FIRST = "Dockers at Harwick Quays in Ashby walked out on 2 March 1987. About 500 men are out, the union said."
SECOND = (
    "The dockers' stoppage at Harwick Quays, Ashby, which began on 2 March 1987, went on yesterday. Harwick Quays says 380 men are out."
)
THIRD = "Ashby dockers at Harwick Quays resumed work on 9 March 1987 after a week-long strike that began on 2 March 1987."
OTHER = "Weavers at Tolland Mill downed tools on 5 May 1988 over pay."
ASHBY = ("Ashby", "Ashby", {"country": "GB"})


def first() -> Told:
    return tell(
        FIRST, "1987-03-03", employers="Harwick Quays", workers="Dockers", places=ASHBY, started=("1987-03-02", "2 March 1987"),
        people=(500, "About 500 men", {"approximate": True, "said_by": "the union"}),
        events=[("action_started", "1987-03-02", "walked out on 2 March 1987")], status=("ongoing", "are out"),
    )  # fmt: skip


def second() -> Told:
    return tell(
        SECOND, "1987-03-05", employers="Harwick Quays", workers="dockers", places=ASHBY, started=("1987-03-02", "2 March 1987"),
        people=(380, "380 men", {"said_by": "Harwick Quays"}),
        events=[("action_started", "1987-03-02", "began on 2 March 1987")], status=("ongoing", "went on"),
    )  # fmt: skip


def third() -> Told:
    return tell(
        THIRD, "1987-03-10", employers="Harwick Quays", workers="dockers", places=ASHBY, started=("1987-03-02", "2 March 1987"),
        ended=("1987-03-09", "9 March 1987"),
        events=[("action_ended", "1987-03-09", "resumed work on 9 March 1987"), ("action_started", "1987-03-02", "began on 2 March 1987")],
        status=("ended", "resumed"),
    )  # fmt: skip


def other() -> Told:
    return tell(
        OTHER, "1988-05-06", employers="Tolland Mill", workers="Weavers", started=("1988-05-05", "5 May 1988"), demands=("pay", "over pay"),
        events=[("action_started", "1988-05-05", "downed tools on 5 May 1988")], status=("ongoing", "downed tools"),
    )  # fmt: skip


def joined(ledger: Ledger) -> Dispute:
    """The one dispute that all reports are, because a person says so: for tests that are not about whether a machine would say so."""
    first, *rest = [summary.id for summary in ledger.summaries()]
    for other in rest:
        ledger.merge(first, other, by="Ann", recorded_at=LAST_YEAR)
    return next(ledger.disputes())


@pytest.fixture(name="joined")
def _joined() -> Callable[[Ledger], Dispute]:
    return joined


@pytest.fixture
def story() -> tuple[Told, ...]:
    """Three reports of one strike, and one of another."""
    return first(), second(), third(), other()


@pytest.fixture
def filled(ledger: Ledger, story: tuple[Told, ...]) -> Ledger:
    """A ledger that holds the story."""
    for report in story:
        report.into(ledger)
    return ledger
