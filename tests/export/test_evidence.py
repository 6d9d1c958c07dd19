"""A dispute's evidence can be checked without picketline."""

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from picketline.export.evidence import write_bag
from picketline.export.evidence.page import pieces
from picketline.ledger import Ledger
from picketline.model import Document, Layer, Record, Reported, Span, Value
from picketline.model.document import digest, document_id
from picketline.model.errors import UserError

TEXT = "Home\nBakers at Hanlon's Crust in Cork stopped work on 8 November 2023 <b>at noon</b>. 😀 They went back on 14 November 2023."


def quote(words: str) -> tuple[Span, ...]:
    return (Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words)),)


@pytest.fixture
def ledger(tmp_path: Path):
    data = TEXT.encode()
    document = Document(
        document_id(digest(data)), "cork.txt", TEXT, digest(data), layers=(Layer(0, 4, "furniture"),), published="2023-11-15"
    )
    reported = Reported(
        "d1", employers=(Value("Hanlon's Crust", quote("Hanlon's Crust")),), started=Value("2023-11-08", quote("8 November 2023")),
        ended=Value("2023-11-14", quote("14 November 2023"), said_by="the union"),
    )  # fmt: skip
    with Ledger.open(tmp_path / "a.db") as opened:
        opened.add(document, data, Record("cork.txt", True, (reported,)), recorded_at="2024-01-01")
        opened.correct(opened.claims()[0].id, "accept", by="Ann", note="seen", recorded_at="2024-01-02")
        yield opened


@pytest.fixture
def bag(ledger, tmp_path: Path) -> Path:
    write_bag(ledger, ledger.summaries()[0].id, tmp_path / "bag")
    return tmp_path / "bag"


def lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_file_has_the_sha256_of_its_manifest(bag) -> None:
    """`sha256sum -c` on both manifests passes, and they name every file (RFC 8493)."""
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=bag, check=True)
    listed = {line.split("  ")[1] for line in (bag / "manifest-sha256.txt").read_text().splitlines()}
    assert listed == {str(path.relative_to(bag)) for path in (bag / "data").rglob("*") if path.is_file()}
    octets, count = re.search(r"Payload-Oxum: (\d+)\.(\d+)", (bag / "bag-info.txt").read_text()).groups()  # type: ignore[union-attr]
    payload = [path for path in (bag / "data").rglob("*") if path.is_file()]
    assert (int(octets), int(count)) == (sum(path.stat().st_size for path in payload), len(payload))


def test_every_quote_stands_in_its_report(bag) -> None:
    """By code points of the text file, emoji and all; and the bytes are those that the report's id names."""
    claims = lines(bag / "data" / "claims.jsonl")
    assert len(claims) == 3
    for claim in claims:
        text = (bag / "data" / "documents" / f"{claim['document']}.txt").open(encoding="utf-8", newline="").read()
        assert all(text[span["start"] : span["end"]] == span["quote"] for span in claim["evidence"])
        original = next((bag / "data" / "documents").glob(f"{claim['document']}.original.*")).read_bytes()
        assert claim["document"] == f"S-{hashlib.sha256(original).hexdigest()[:16]}"


def test_every_row_has_its_link(bag) -> None:
    """By the recipe of the bag's own README; the document, its layer, its reading, three claims and the correction are there."""
    found = lines(bag / "data" / "rows.jsonl")
    assert [one["table"] for one in found] == ["documents", "layers", "readings", "claims", "claims", "claims", "corrections"]
    for one in found:
        content = {key: value for key, value in one["row"].items() if key != "chain"}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(f"{one['before']}\n{one['table']}\n{text}".encode()).hexdigest() == one["row"]["chain"]


def test_the_page_is_for_people(bag) -> None:
    """Values, words, speaker and decision are on it; nothing in a report becomes markup, and nothing is fetched."""
    page = (bag / "data" / "index.html").read_text(encoding="utf-8")
    assert "Hanlon&#39;s Crust" in page and "— the union" in page and "seen" in page
    assert "&lt;b&gt;at noon" in page and "<b>" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)


def test_the_same_ledger_gives_the_same_bytes(ledger, bag, tmp_path) -> None:
    """Written again elsewhere, every file is the same; a folder that is not empty is refused."""
    write_bag(ledger, ledger.summaries()[0].id, tmp_path / "again")
    for path in bag.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(bag)).read_bytes() == path.read_bytes()
    with pytest.raises(UserError, match="not empty"):
        write_bag(ledger, ledger.summaries()[0].id, bag)


def test_the_pieces_of_a_report_join_to_its_text(ledger) -> None:
    """Marking loses and doubles nothing."""
    (document,) = ledger.documents()
    assert "".join(piece.text for piece in pieces(document, ledger.claims())) == TEXT
    assert [piece.text for piece in pieces(document, ledger.claims()) if piece.aside] == ["Home"]
