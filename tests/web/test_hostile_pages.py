"""Hostile documents in a real browser: shown harmlessly on every page, and handed out harmlessly."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from picketline.ledger import Ledger
from picketline.model import Document, Event, Record, Reported, Span, Value
from picketline.model.document import digest, document_id

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.hit = 1</script>"
IMAGE = '<img src=//evil.example/x onerror="window.hit = 2">'
BREAKOUT = '"><svg onload="window.hit = 3">'
TURNED = "Harlow \u202egnippihS\u202c Line"
LOOKALIKE = "B\u0430ltmar Quays"
FORMULA = "=cmd|' /C calc'!A0"
BASE = "Dockers went on strike on 3 March 2025. "
LINE = 10_000_000


def told(text: str, employer: str, **about: str) -> tuple[Document, Record]:
    def words(said: str) -> tuple[Span, ...]:
        at = text.rindex(said)
        return (Span.of(text, at, at + len(said)),)

    sha = digest(text.encode())
    document = Document(document_id(sha), sha256=sha, text=text, published="2025-03-04", language="en", **{"name": "x", **about})
    happened = Event("impact", words(employer), date="2025-03-03", said_by=BREAKOUT)
    return document, Record("r", True, (Reported(
        "d1", employers=(Value(employer, words(employer), confidence=0.6),), forms=(Value("strike", words("strike")),),
        started=Value("2025-03-03", words("on 3 March 2025")), events=(happened,),
    ),))  # fmt: skip


def documents() -> Iterator[tuple[Document, Record]]:
    hostile = {"title": f"</title>{SCRIPT}", "url": "javascript:window.hit=4", "outlet": IMAGE, "byline": BREAKOUT, "via": SCRIPT}
    yield told(BASE + SCRIPT + IMAGE, IMAGE, name=f"../../etc/{SCRIPT}", **hostile)
    yield told(BASE + TURNED, TURNED)
    yield told(BASE + LOOKALIKE, LOOKALIKE)
    yield told(BASE + FORMULA, FORMULA)


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """In place of the small ledger: one that wants to do harm."""
    path = tmp_path / "hostile.db"
    add(path, *documents())
    return path


def add(path: Path, *reports: tuple[Document, Record]) -> None:
    with Ledger.open(path) as ledger:
        for document, record in reports:
            ledger.add(document, document.text.encode(), record, recorded_at="2025-03-05T00:00:00Z")


def addresses(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        disputes = [f"/d/{summary.id}" for summary in ledger.summaries()]
        reviews = [f"/review?at={claim.id}" for claim in ledger.claims() if claim.property == "employer"]
        sources = [f"/s/{document.id}" for document in ledger.documents()]
    lists = ["/disputes", "/disputes?view=timeline", "/review?unit=dispute", "/review/accept", f"/disputes?text={SCRIPT}", f"/d/{SCRIPT}"]
    return [*lists, *disputes, *sources, *reviews]


def test_no_page_runs_loads_or_turns_round_what_a_report_says(page: Page, served: str, ledger_path: Path) -> None:
    """Scripts, images, attributes, addresses and marks of direction in texts, names, speakers and titles stay letters."""
    elsewhere, complaints, dialogs = [], [], []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith((served, "data:")) else None)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and "404" not in said.text else None)
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in addresses(ledger_path):
        page.goto(served + path)
        assert page.evaluate("window.hit") is None, path
        assert page.locator("script:not([src])").count() == 0, path
        assert page.locator('main img, a[href^="javascript:" i]').count() == 0, path
        assert not set(page.content()) & set("\u202a\u202b\u202c\u202d\u202e"), path
    assert not (elsewhere or complaints or dialogs)


def test_the_hostile_letters_are_there_to_be_read(page: Page, served: str, ledger_path: Path) -> None:
    """Harmless is not hidden: the report shows the very letters, and a name that mixes two alphabets says so."""
    sources = [path for path in addresses(ledger_path) if path.startswith("/s/")]
    texts = []
    for path in sources:
        page.goto(served + path)
        texts.append(page.locator("body").inner_text())
    assert any(SCRIPT in text and IMAGE in text for text in texts)
    assert sum("mixes letters of two alphabets: Cyrillic and Latin" in text for text in texts) == 1


def test_a_line_of_ten_megabytes_is_shown_around_its_evidence(page: Page, served: str, ledger_path: Path) -> None:
    """The page is small, says how much it leaves out, marks the quote at the very end, and counts its place rightly."""
    add(ledger_path, told("x" * LINE + " " + BASE + "Endless Mills", "Endless Mills", title="One line"))
    with Ledger.open(ledger_path) as ledger:
        long = next(document for document in ledger.documents() if document.title == "One line")
        claim = next(claim for claim in ledger.claims(long.id) if claim.property == "employer")
    answer = page.goto(f"{served}/s/{long.id}")
    assert answer is not None
    assert len(answer.body()) < 200_000
    assert page.locator(".gap").inner_text().startswith("[9,97")
    assert page.locator(f'mark[data-claim~="{claim.id}"]').inner_text() == "Endless Mills"
    page.evaluate("""() => { const mark = [...document.querySelectorAll('mark')].at(-1); getSelection().selectAllChildren(mark) }""")
    page.wait_for_function("() => document.querySelector('#own form').elements.start.value !== ''")
    start, end = (int(page.evaluate(f"document.querySelector('#own form').elements.{name}.value")) for name in ("start", "end"))
    assert (start, end) == (claim.evidence[0].start, claim.evidence[0].end)


def test_files_are_handed_out_under_names_of_the_desk_and_never_opened_in_it(page: Page, served: str, ledger_path: Path) -> None:
    """No `../` and no markup of a report's name reaches the disk; the bytes are an attachment of no type that a browser runs."""
    with Ledger.open(ledger_path) as ledger:
        hostile = next(document for document in ledger.documents() if SCRIPT in document.name)
    page.goto(f"{served}/s/{hostile.id}")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Original bytes").click()
    assert saved.value.suggested_filename == f"{hostile.id}.txt"
    headers = page.request.get(f"{served}/s/{hostile.id}/original").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]


def test_no_cell_of_a_download_is_a_formula(page: Page, served: str) -> None:
    """`=cmd()` is text in the workbook, and does not begin a cell of the CSV."""
    rows = list(csv.reader(io.StringIO(page.request.get(f"{served}/disputes.csv").text())))
    assert any("cmd" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"{served}/disputes.xlsx").body()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "cmd" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
