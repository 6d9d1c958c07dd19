"""Private persons' names stand in no export, wherever they stood; everybody else's do."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from picketline.export.evidence.page import whole
from picketline.export.redact import redacted, redaction
from picketline.export.written import Wanted, names, write
from picketline.ledger import Ledger, Query
from picketline.model import Document
from picketline.model.document import digest, document_id
from picketline.model.exchange import read_record
from picketline.web.app import create_app

TEXT = """Nurse Ana Brook was dismissed after the walkout at Lyle Infirmary

Twelve nurses walked out at Lyle Infirmary in Ostby on 3 March 2025. 😀 Ana Brook, 43, said the wards were empty.
"We had no choice," said Tom Vasquez-Lee. Brook was dismissed on 5 March 2025, and Vasquez-Lee says he will be next.
Mayor Rosa Lind said the city would mediate. Jo Hart, president of the Ward Union, said a hearing is set for 9 April 2025.
Lyle Infirmary denied that Ana Brook was dismissed for the strike. By the way, will Will Marsh speak? Striker Will Marsh will not."""
PRIVATE = ("Ana", "Brook", "Tom", "Vasquez", "Will", "Marsh")
PUBLIC = ("Lyle Infirmary", "Rosa Lind", "Jo Hart", "Ward Union", "Ostby")


def evidence(words: str) -> list[dict[str, object]]:
    at = TEXT.index(words)
    return [{"start": at, "end": at + len(words), "quote": words}]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    dismissal = {"type": "dismissal", "date": "2025-03-05", "evidence": evidence("Brook was dismissed on 5 March 2025")}
    hearing = {
        "type": "hearing", "date": "2025-04-09", "evidence": evidence("a hearing is set for 9 April 2025"),
        "said_by": "Jo Hart", "modality": "planned", "actor": "Tom Vasquez-Lee",
    }  # fmt: skip
    reported = {
        "id": "d1",
        "employers": [{"value": "Lyle Infirmary", "evidence": evidence("Lyle Infirmary")}],
        "unions": [{"value": "Ward Union", "evidence": evidence("Ward Union")}],
        "workers": [{"value": words, "evidence": evidence(words)} for words in ("nurses", "Striker Will Marsh")],
        "places": [{"value": "Ostby", "evidence": evidence("Ostby")}],
        "forms": [{"value": "strike", "evidence": evidence("walked out")}],
        "workers_involved": {"value": 12, "said_by": "Nurse Ana Brook", "evidence": evidence("Twelve nurses walked out")},
        "status": {"value": "ongoing", "said_by": "Rosa Lind", "evidence": evidence("Mayor Rosa Lind said the city would mediate")},
        "events": [{**dismissal, "modality": "happened"}, hearing],
    }
    record = read_record({"document": "x", "relevant": True, "disputes": [reported]})
    data = TEXT.encode()
    url = "https://example.org/ana-brook-dismissed"
    document = Document(
        document_id(digest(data)), "ana_brook.txt", TEXT, digest(data), title="Nurse Ana Brook was dismissed", url=url,
        outlet="The Ostby Post", byline="Ida Post", published="2025-03-06", language="en",
    )  # fmt: skip
    with Ledger.open(tmp_path / "a.db") as opened:
        opened.add(document, data, record, recorded_at="2025-03-06T09:00:00Z")
        number = next(claim.id for claim in opened.claims() if claim.property == "workers_involved")
        opened.correct(number, "accept", by="ada", note="Ana Brook confirms it", recorded_at="2025-03-07T09:00:00Z")
        yield opened


def exported(ledger: Ledger, name: str, redact: bool = True) -> str:
    out = io.BytesIO()
    dispute = next(ledger.disputes()).id
    write(ledger, name, Wanted(Query(), [dispute] if name == "html" else (), redact=redact), out)
    return _text(name, out.getvalue())


@pytest.mark.parametrize("name", names())
def test_no_format_has_a_private_persons_name(ledger: Ledger, name: str) -> None:
    """Neither in values, quotes, titles, addresses nor notes; without the redaction there is one."""
    plain, hidden = exported(ledger, name, redact=False), exported(ledger, name)
    assert any(word.casefold() in plain.casefold() for word in PRIVATE)
    assert not [word for word in PRIVATE if re.search(rf"(?<![^\W_])(?:{word}|{word.lower()}(?!\s))(?![^\W_])", hidden)]
    assert "person" in hidden
    assert "Lyle Infirmary" in hidden


def test_officials_organisations_and_bylines_stay(ledger: Ledger) -> None:
    """A mayor and a union's president are named for their office."""
    page = exported(ledger, "html")
    assert all(name in page for name in (*PUBLIC, "Ida Post"))
    assert "will mediate" not in page
    assert "would mediate" in page


def test_a_person_has_one_number_by_whatever_name(ledger: Ledger) -> None:
    """Ana Brook, Brook and Nurse Ana Brook are person 1, in the order of the text; the same ledger gives the same file."""
    hidden = redaction(ledger, next(ledger.disputes()))
    text = hidden.documents[0].text
    assert text.startswith("Nurse person 1 was dismissed")
    assert '"We had no choice," said person 2. person 1 was dismissed on 5 March 2025, and person 2 says' in text
    assert "By the way, will person 3 speak? Striker person 3 will not." in text
    assert exported(ledger, "jsonl") == exported(ledger, "jsonl")


def test_every_quote_stands_at_its_offsets_in_the_redacted_text(ledger: Ledger) -> None:
    """Offsets move with the placeholders, beyond an emoji too; a quote that began within a name has all of its placeholder."""
    hidden = redaction(ledger, next(ledger.disputes()))
    text = hidden.documents[0].text
    said = json.loads(exported(ledger, "jsonl").splitlines()[0])
    spans = [span for choices in said["values"].values() for choice in choices for span in choice["evidence"]]
    assert len(spans) > 5
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)
    assert "person 1 was dismissed on 5 March 2025" in {span["quote"] for span in spans}


def test_a_dispute_without_private_persons_is_left_as_it_is(full: Path) -> None:
    """Nothing moves where nothing is hidden."""
    with Ledger.open(full, create=False) as opened:
        disputes = list(opened.disputes())
        sources = opened.sources()
        hidden, known = redacted(opened, disputes, sources)
        for plain, shown in zip(disputes, hidden, strict=True):
            assert shown == plain
            assert known == {document: sources[document] for document in plain.documents()}


def test_the_page_says_that_names_are_hidden(ledger: Ledger) -> None:
    """And that the hashes are those of the reports as they were read."""
    dispute = next(ledger.disputes()).id
    assert "The names of private persons are hidden" in whole(ledger, dispute, redact=True)
    assert "The names of private persons are hidden" not in whole(ledger, dispute)


@pytest.mark.parametrize("path", ["/disputes.{}", "/d/D.{}"])
def test_the_desk_hides_them_in_every_file_that_it_gives(ledger: Ledger, tmp_path: Path, path: str) -> None:
    """`?redact=persons` on each address: tables, feed, calendar, page. Another wish is refused, not passed over."""
    desk = TestClient(create_app(str(tmp_path / "a.db"), by="bo"), base_url="http://127.0.0.1")
    one = path.startswith("/d/")
    for name in ("atom", "ics", "html") if one else [found for found in names() if found != "html"]:
        address = path.replace("D", next(ledger.disputes()).id).format(name)
        answer, plain = desk.get(address, params={"redact": "persons"}), desk.get(address)
        assert answer.status_code == 200
        given, open_ = (_text(name, found.content) for found in (answer, plain))
        assert not [word for word in PRIVATE if re.search(rf"\b{word}\b", given)], name
        assert "Lyle Infirmary" in given
        assert "brook" in open_.casefold() or name in ("geojson", "ics")
        assert desk.get(address, params={"redact": "everything"}).status_code == 400


def _text(name: str, content: bytes) -> str:
    if name != "xlsx":
        return content.decode().replace("\r\n ", "")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(part).decode() for part in book.namelist())
