"""Three reports of two disputes, coded by hand, and a ledger that holds them."""

from collections.abc import Iterator
from pathlib import Path

from picketline.ledger import Ledger
from picketline.model import Document, Event, Layer, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id

FIRST = """Home | News | Weather
Crane operators strike at Klaipeda

About 340 crane operators of the Portworkers' Federation walked off at Baltmar Terminals in Klaipeda on 3 March 2025 over pay.
The company said the stoppage cost it 250,000 euros a day. A hearing is set for 10 March 2025."""
SECOND = "The federation said 420 crane operators at Baltmar Terminals in Klaipeda went on strike on 3 March 2025. Dockers <b>cheered</b>."
THIRD = "=cmd() Bakers at Hanlon's Crust in Cork stopped work on 8 November 2023 and went back on 14 November 2023."


def quote(text: str, words: str) -> tuple[Span, ...]:
    return (Span.of(text, text.index(words), text.index(words) + len(words)),)


def named(text: str, *names: str, country: str | None = None) -> tuple[Value, ...]:
    return tuple(Value(name, quote(text, name), country=country, confidence=0.8) for name in names)


def dispute(text: str, employer: str, place: str, country: str, started: str, **more: object) -> Reported:
    words, day = started.split("|")
    return Reported(
        "d1", employers=named(text, employer), places=named(text, place, country=country), forms=(Value("strike", quote(text, words)),),
        started=Value(day, quote(text, words), confidence=0.6), **more,
    )  # type: ignore[arg-type]  # fmt: skip


def reports() -> Iterator[tuple[Document, Record]]:
    def document(name: str, text: str, published: str, layers: tuple[Layer, ...] = ()) -> Document:
        sha = digest(text.encode())
        return Document(
            document_id(sha), name, text, sha, title=name, outlet="Baltic Wire", published=published, language="en", layers=layers
        )

    hearing = Event("hearing", quote(FIRST, "A hearing is set for 10 March 2025"), date="2025-03-10", modality="planned", confidence=0.7)
    cost = Event("impact", quote(FIRST, "the stoppage cost it 250,000 euros a day"), said_by="Baltmar Terminals", confidence=0.7)
    one = dispute(
        FIRST, "Baltmar Terminals", "Klaipeda", "LT", "walked off at Baltmar Terminals in Klaipeda on 3 March 2025|2025-03-03",
        unions=named(FIRST, "Portworkers' Federation"), status=Value("ongoing", quote(FIRST, "walked off")),
        workers_involved=Quantity(340, quote(FIRST, "About 340 crane operators"), approximate=True, confidence=0.9), events=(hearing, cost),
    )  # fmt: skip
    two = dispute(
        SECOND, "Baltmar Terminals", "Klaipeda", "LT", "went on strike on 3 March 2025|2025-03-03",
        workers_involved=Quantity(420, quote(SECOND, "420 crane operators"), said_by="The federation"),
    )  # fmt: skip
    three = dispute(
        THIRD, "Hanlon's Crust", "Cork", "IE", "stopped work on 8 November 2023|2023-11-08", industry=Value("C", quote(THIRD, "Bakers")),
        ended=Value("2023-11-14", quote(THIRD, "went back on 14 November 2023")), status=Value("ended", quote(THIRD, "went back")),
    )  # fmt: skip
    yield document("Crane operators strike", FIRST, "2025-03-05", (Layer(0, 21, "furniture", "menu"),)), Record("1", True, (one,))
    yield document("Federation: 420 out", SECOND, "2025-03-06"), Record("2", True, (two,))
    yield document("Bakers back", THIRD, "2023-11-17"), Record("3", True, (three,))


def ledger(path: Path) -> Path:
    """A new ledger at the path with the three reports in it, one a day."""
    with Ledger.open(path) as opened:
        for number, (document, record) in enumerate(reports(), start=1):
            opened.add(document, document.text.encode(), record, recorded_at=f"2025-03-0{number}T10:00:00Z")
    return path
