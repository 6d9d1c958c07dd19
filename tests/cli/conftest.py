"""The command line run in this process by its real entry point, on a ledger with two disputes."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from picketline.cli import main
from picketline.ledger import Ledger
from picketline.model import Document
from picketline.model.document import digest, document_id
from picketline.model.exchange import read_record

WALKOUT = "Dockers at Harwick Quays in Ashby walked out on 2 March 1987. About 500 men are out, the union said."
LATER = "The dockers' stoppage at Harwick Quays, Ashby, which began on 2 March 1987, went on yesterday, with 380 men out."
WEAVERS = "Menu\nSign in\nWeavers at Tolland Mill downed tools on 5 May 1988 over pay."


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> list[dict]:  # type: ignore[type-arg]
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Runs `picketline` with some arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PICKETLINE_LEDGER", raising=False)

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["picketline", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


def quoted(text: str, words: str) -> list[dict]:  # type: ignore[type-arg]
    at = text.index(words)
    return [{"start": at, "end": at + len(words), "quote": words}]


def reported(text: str, employer: str, day: str, words: str, people: int | None = None) -> dict:  # type: ignore[type-arg]
    """The record of one dispute in the exchange form."""
    workers = next(words for words in ("Dockers", "dockers", "Weavers") if words in text)
    dispute = {
        "id": "d1",
        "employers": [{"value": employer, "evidence": quoted(text, employer)}],
        "workers": [{"value": workers, "evidence": quoted(text, workers)}],
        "places": [{"value": "Ashby", "country": "GB", "evidence": quoted(text, "Ashby")}] if "Ashby" in text else [],
        "forms": [{"value": "strike", "evidence": quoted(text, words)}],
        "started": {"value": day, "evidence": quoted(text, words)},
        "status": {"value": "ongoing", "evidence": quoted(text, words)},
        "events": [{"type": "action_started", "date": day, "evidence": quoted(text, words)}],
    }
    if people:
        dispute["workers_involved"] = {"value": people, "evidence": quoted(text, f"{people} men")}
    return {"document": "report", "relevant": True, "disputes": [dispute]}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """`picketline.db` in the folder where commands run: a strike told twice, and another."""
    path = tmp_path / "picketline.db"
    told = (
        (WALKOUT, "1987-03-03", reported(WALKOUT, "Harwick Quays", "1987-03-02", "walked out on 2 March 1987", 500)),
        (LATER, "1987-03-05", reported(LATER, "Harwick Quays", "1987-03-02", "began on 2 March 1987", 380)),
        (WEAVERS, "1988-05-06", reported(WEAVERS, "Tolland Mill", "1988-05-05", "downed tools on 5 May 1988")),
    )
    with Ledger.open(path) as opened:
        for number, (text, published, record) in enumerate(told):
            data = text.encode()
            document = Document(document_id(digest(data)), f"r{number}", text, digest(data), published=published, language="en")
            opened.add(document, data, read_record(record), recorded_at=f"2024-0{number + 1}-01")
    return path


@pytest.fixture
def disputes(ledger: Path) -> dict[str, str]:
    """The disputes' ids by employer."""
    with Ledger.open(ledger) as opened:
        return {summary.employers[0]: summary.id for summary in opened.summaries()}
