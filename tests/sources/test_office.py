"""Office files: what LibreOffice makes of a sample says the same as the sample; mail is told apart from what it quotes."""

import shutil
import subprocess
from pathlib import Path

import pytest

import picketline
from picketline.model import Document, Issue
from picketline.model.exchange import record_json
from picketline.sources import formats, read_path
from picketline.sources.formats import pdf

SAMPLES = Path(picketline.__file__).parent / "samples"


def only(path: Path) -> Document:
    (document,) = (part[0] for part in read_path(path) if not isinstance(part, Issue))
    return document


def said(document: Document) -> object:
    """The record of a document without its offsets, white space in its quotes being equal."""
    from picketline.extract.pipeline import extract_all

    (record,) = extract_all([document])
    return _bare(record_json(record)["disputes"])


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if key not in ("start", "end", "id")}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("ending", ["pdf", "odt", "docx"])
def test_a_sample_made_by_libreoffice_says_the_same(tmp_path: Path, ending: str) -> None:
    """Word for word the text of the plain file, its day and its writer; of a PDF each word lies on a page."""
    sample = SAMPLES / "sudbury-laundry.txt"
    source = sample
    office = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]  # else one at a time on a machine
    for step in ["odt", ending] if ending == "docx" else [ending]:
        subprocess.run([*office, "--convert-to", step, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=300)
        source = tmp_path / f"{sample.stem}.{step}"
    plain, made = only(sample), only(source)
    assert made.text.split() == plain.text.split()
    assert (made.published, made.byline, made.title) == (plain.published, plain.byline, plain.title)
    assert said(made) == said(plain)
    if ending == "pdf":
        assert {layer.reason for layer in made.marked("page")} == {"1", "2"}


def test_a_page_of_a_pdf_is_a_layer() -> None:
    """A sentence that runs over the end of a page lies on both, and the running header parts it nowhere."""
    (document,) = (part[0] for part in pdf.read(pdf.examples()[0].data, "crews.pdf") if not isinstance(part, Issue))
    first, second = document.marked("page")
    assert (first.reason, document.text[first.start : first.end].endswith("week and")) == ("1", True)
    assert (second.reason, document.text[second.start : second.end].startswith("more pay.")) == ("2", True)
    assert "Elmstrand Post" not in document.text[: second.end]


def test_what_a_mail_quotes_is_marked() -> None:
    """Lines led by > and all below a forwarded mail's head are somebody else's words."""
    mail = (
        b"From: A <a@b.example>\nTo: c@d.example\nSubject: Crews\n\nWe stay out.\n\n> Will you come back?\n> Soon?\n\nNever.\n\n"
        b"-----Original Message-----\nCome back at once.\n"
    )
    (document,) = (part[0] for part in formats.load("eml").read(mail, "a.eml") if not isinstance(part, Issue))
    quoted = [document.text[layer.start : layer.end] for layer in document.marked("quoted")]
    assert quoted == ["> Will you come back?\n> Soon?", "-----Original Message-----\nCome back at once."]
    assert (document.byline, document.title) == ("A", "Crews")


def test_an_attachment_is_a_report_of_its_own() -> None:
    """It has its own bytes, hash and name, without the folders that the sender wrote into it."""
    example = formats.load("eml").examples()[0]
    found = [part for part in formats.load("eml").read(example.data, "mail.eml") if not isinstance(part, Issue)]
    assert [document.name for document, _ in found] == ["mail.eml", "mail.eml!report.html"]
    assert found[0][1] == example.data
    assert found[1][1].startswith(b"<html>")
