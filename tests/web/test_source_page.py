"""A report's page: words and values, pages, corrections, copies, and the way to the original and to the live page."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from tests.small import FIRST, quote, reports

from picketline.ledger import Ledger
from picketline.model import Claim, Document, Layer, Record, Reported, Span, Value, claims
from picketline.model.document import digest, document_id
from picketline.web.marked import marked
from picketline.web.pages.source import VALUES, live, window

URL = "https://news.example/cranes"


def report(text: str, **about: object) -> tuple[Document, Record]:
    """A report of one dispute whose employer is its first word."""
    document = Document(document_id(digest(text.encode())), "copy", text, digest(text.encode()), language="en", **about)  # type: ignore[arg-type]
    first = text.partition(" ")[0]
    employer = Value(first, quote(text, first), confidence=0.6)
    return document, Record("r", True, (Reported("d1", employers=(employer,)),))


def add(path: Path, *told: tuple[Document, Record]) -> None:
    with Ledger.open(path) as ledger:
        for document, record in told:
            ledger.add(document, document.text.encode(), record, recorded_at="2025-03-09T00:00:00Z")


def test_overlapping_quotes_share_their_words_and_keep_their_own() -> None:
    """The piece that two claims quote carries both ids; what only one quotes carries one."""
    text = "About 340 crane operators walked off"
    document, _record = report(text)
    about = Claim(document.id, "s", "worker", {"value": "crane operators"}, quote(text, "crane operators"))
    whole = Claim(document.id, "s", "workers_involved", {"value": 340}, quote(text, "340 crane operators walked"))
    shown = str(marked(document, [about, whole]))
    both = " ".join(dict.fromkeys((whole.id, about.id)))
    assert f'data-claim="{whole.id}">340 </mark>' in shown
    assert f'data-claim="{both}">crane operators</mark>' in shown
    assert f'data-claim="{whole.id}"> walked</mark>' in shown


def test_pages_of_a_pdf_are_numbered_in_the_text_and_beside_the_values(desk: TestClient, ledger_path: Path) -> None:
    """A value tells the page on which its words stand."""
    text = "Harbour news.\n\nKranbau dismissed 20 men."
    at = text.index("Kranbau")
    document = Document(
        document_id(digest(text.encode())), "paged.pdf", text, digest(text.encode()), format="pdf",
        layers=(Layer(0, at - 2, "page", "1"), Layer(at, len(text), "page", "2")),
    )  # fmt: skip
    add(ledger_path, (document, Record("p", True, (Reported("d1", employers=(Value("Kranbau", quote(text, "Kranbau")),)),))))
    page = desk.get(f"/s/{document.id}").text
    assert 'id="page-1"' in page
    assert '<a href="#page-2">2</a>' in page
    assert "Employer · page 2" in page
    assert f'filename="{document.id}.pdf"' in desk.get(f"/s/{document.id}/original").headers["content-disposition"]


def test_copies_and_reports_with_similar_words_are_told_apart(desk: TestClient, ledger_path: Path) -> None:
    """The copy leads to its original, the original to its copy; a report that shares some words is similar."""
    words = FIRST.split("\n\n")[1]
    copy = report(words + " Reported by wire.", published="2025-03-07", outlet="Port Post")
    partly = report(words[: len(words) * 6 // 8] + " and ships wait outside the port of Riga", published="2025-03-08")
    add(ledger_path, copy, partly)
    first = next(reports())[0]
    original = desk.get(f"/s/{first.id}").text.split("Reports like it")[1]
    assert f'href="/s/{copy[0].id}"' in original
    assert "a copy," in original
    assert f'href="/s/{partly[0].id}"' in original
    assert "similar words," in original
    assert "the original, of which this is a copy" in desk.get(f"/s/{copy[0].id}").text


def test_what_a_person_rejected_is_struck_out_and_marks_no_words(desk: TestClient) -> None:
    """What a person replaced shows their value and their name."""
    document = next(reports())[0]
    ledger = desk.app.state.ledger  # type: ignore[attr-defined]
    said = {claim.property: claim.id for claim in ledger.claims(document.id)}
    desk.post(f"/review/{said['union']}", data={"verdict": "reject"})
    desk.post(f"/review/{said['workers_involved']}", data={"verdict": "replace", "value": "355"})
    page = desk.get(f"/s/{document.id}").text
    assert f'<li data-claim="{said["union"]}" id="v-{said["union"]}" class="rejected">' in page
    assert f'<mark tabindex="0" data-claim="{said["union"]}">' not in page
    assert "355" in page
    assert "by ada" in page


def test_each_value_leads_to_its_words_on_the_live_page() -> None:
    """Long quotes by their first and last words; hyphens and commas, which a text fragment reads as its own, are escaped."""
    words = "the well-known foreman, said the union, was dismissed on Monday after he had spoken to the twelve-hour shift"
    address = live(URL, words) or ""
    fragment = address.removeprefix(f"{URL}#:~:text=")
    assert fragment.count(",") == 1
    assert "-" not in fragment
    assert [unquote(part) for part in fragment.split(",")] == [
        "the well-known foreman, said the",
        "spoken to the twelve-hour shift",
    ]


def test_a_text_of_several_kinds_of_line_ends_is_shown_letter_by_letter() -> None:
    """CR LF and CR are references, so that a browser's text has the report's own code points."""
    document, record = report("One\r\ntwo\rthree\x00four")
    shown = str(marked(document, claims(record, document.id, "model:own")))
    assert "&#13;\ntwo&#13;three\ufffdfour" in shown


def test_a_listing_with_thousands_of_values_is_shown_around_the_one_asked_for() -> None:
    """At most so many at a time; the parts before and after lead on until the ends."""
    text = "x" * 3000
    said = [(Claim("S-1", "S-1#r", "demand", {"value": str(n)}, (Span.of(text, n, n + 1),)), False) for n in range(3000)]
    part, shown = window(said, said[1500][0].id)
    assert (part.first, part.all, len(shown)) == (1500 - VALUES // 2, 3000, VALUES)
    reached, steps = window(said, "")[0], 0
    while reached.after:
        reached, steps = window(said, reached.after)[0], steps + 1
    assert reached.first + VALUES == 3000
    assert steps == -(-3000 // VALUES) - 1
    assert window(said[:5], "")[0].before == window(said[:5], "")[0].after == ""


@pytest.mark.browser
def test_words_and_values_lead_to_each_other_by_click_and_key(page: Page, served: str, ledger_path: Path) -> None:
    """Enter on a value leads to its words; a click or Enter on words leads to their value; each lights up the other."""
    with Ledger.open(ledger_path) as ledger:
        claim = next(claim for claim in ledger.claims() if claim.property == "union")
    page.goto(f"{served}/s/{claim.document}")
    page.locator(f"#v-{claim.id} a").first.press("Enter")
    assert page.url.endswith(f"#{claim.id}")
    assert page.locator(f':target + mark[data-claim~="{claim.id}"]').count() == 1
    mark = page.locator(f'mark[data-claim~="{claim.id}"]').first
    mark.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').id.startsWith('v-')")
    page.locator("h1").click()
    mark.click()
    assert page.evaluate("document.activeElement.closest('li')?.id.startsWith('v-')")
