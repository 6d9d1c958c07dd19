"""Reviewing in a real browser: by keyboard, by forms alone, with claims of one's own, many at once, merged and parted."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from picketline.ledger import Decision, Ledger
from picketline.model import Document, Record, Reported, Span, Value
from picketline.model.document import digest, document_id

pytestmark = pytest.mark.browser

ODD = "Жұмысшылар 😀 weavers\r\nof Zhetysu & Co.\r\nwent on strike on 8 November 2023."


def decisions(path: Path) -> list[Decision]:
    with Ledger.open(path) as ledger:
        return [decision for decision in ledger.history() if decision.standing and decision.kind != "undo"]


def presses(page: Page, *keys: str) -> None:
    """Each key, and the page that it leads to."""
    for key in keys:
        with page.expect_navigation():
            page.keyboard.press(key)


def test_a_rejection_keeps_its_reason_and_undo_brings_the_claim_back(page: Page, served: str, ledger_path: Path) -> None:
    """x, then 2; u: the claim waits again."""
    page.goto(served + "/review")
    claim = page.locator(".accept").get_attribute("action")
    page.keyboard.press("x")
    assert page.locator(".reject form").is_visible()
    presses(page, "2")
    assert [(one.kind, one.note, one.by) for one in decisions(ledger_path)] == [("reject", "another dispute", "ada")]
    assert page.locator(".accept").get_attribute("action") != claim
    presses(page, "u")
    assert not decisions(ledger_path)
    page.goto(served + "/review")
    assert page.locator(".accept").get_attribute("action") == claim


def test_escape_lets_a_rejection_be(page: Page, served: str, ledger_path: Path) -> None:
    """x, Escape, 2: nothing is decided."""
    page.goto(served + "/review")
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    assert page.locator(".reject form").is_hidden()
    assert not decisions(ledger_path)


def test_a_dispute_is_reviewed_claim_by_claim_from_the_keyboard(page: Page, served: str, ledger_path: Path) -> None:
    """Arrows move; a and x with a number decide about the claim that has the focus, which then moves on; u takes back."""
    page.goto(served + "/review?unit=dispute")
    first, second, third = (line.get_attribute("id") for line in page.locator(".waiting > li").all()[:3])
    page.keyboard.press("ArrowDown")
    presses(page, "a")
    page.keyboard.press("x")
    presses(page, "3")
    assert page.evaluate("document.activeElement.closest('li').id") == third
    accepted, rejected = decisions(ledger_path)
    assert (accepted.kind, f"w-{accepted.corrections[0].claim}") == ("accept", first)
    assert (rejected.kind, f"w-{rejected.corrections[0].claim}", rejected.note) == ("reject", second, "no part of the report")
    presses(page, "u")
    assert page.locator(f"#{second}").is_visible()
    assert [one.kind for one in decisions(ledger_path)] == ["accept"]


def test_a_claim_that_was_judged_says_so_and_can_be_judged_otherwise(page: Page, served: str, ledger_path: Path) -> None:
    """Its address does not lead to another claim: it shows who decided what and why, with undo; a second decision prevails."""
    with Ledger.open(ledger_path) as ledger:
        claim = next(claim for claim in ledger.claims() if claim.property == "form")
        ledger.correct(claim.id, "reject", by="bo", recorded_at="2025-04-01T00:00:00Z", note="a lockout")
    page.goto(f"{served}/review?at={claim.id}")
    assert page.locator("#claim").inner_text() == "Strike"
    assert "bo rejected Strike (Form) 1 April 2025 · a lockout" in page.locator(".judged").inner_text()
    page.locator(".judged").get_by_role("button", name="Undo").click()
    assert not decisions(ledger_path)
    assert page.locator("#claim").inner_text() == "Strike"
    assert page.locator(".judged").count() == 0
    presses(page, "a")
    assert [(one.kind, one.by) for one in decisions(ledger_path)] == [("accept", "ada")]
    presses(page, "u")
    assert page.url.endswith(f"at={claim.id}")  # what is taken back is looked at again


def test_j_and_k_move_and_e_writes_another_value(page: Page, served: str, ledger_path: Path) -> None:
    """There and back; then a replacement by keyboard alone."""
    page.goto(served + "/review?property=workers_involved")
    first = page.locator("#claim").inner_text()
    page.goto(served + "/review")
    start = page.locator("#claim").inner_text()
    presses(page, "j", "j", "k", "k")
    assert page.locator("#claim").inner_text() == start
    page.goto(served + "/review?property=workers_involved")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("355")
    for _ in range(2):
        page.keyboard.press("Tab")
    presses(page, "Enter")
    (decision,) = decisions(ledger_path)
    assert (decision.kind, dict(decision.corrections[0].value or {})) == ("replace", {"value": 355})
    assert first == "about 340"


def test_reports_are_parted_and_merged_again_from_the_page(page: Page, served: str, ledger_path: Path) -> None:
    """p parts the second report, with the reason why it was joined in sight; then the two are candidates for m, with the reason."""
    page.goto(served + "/disputes?employer=Baltmar")
    dispute = (page.locator("tbody th a").first.get_attribute("href") or "").removeprefix("/d/")
    page.goto(f"{served}/review?dispute={dispute}")
    page.keyboard.press("p")
    assert "same employer" in page.locator("#part").inner_text()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.get_by_role("button", name="These tell of another dispute").click()
    assert [one.kind for one in decisions(ledger_path)] == ["split"]
    page.goto(f"{served}/review?dispute={dispute}")
    page.keyboard.press("m")
    assert "ada" in page.locator("#merge").inner_text()
    presses(page, "Enter")
    assert [one.kind for one in decisions(ledger_path)] == ["split", "merge"]
    with Ledger.open(ledger_path) as ledger:
        assert len(ledger.dispute(dispute).documents()) == 2


def test_all_claims_of_a_filter_are_accepted_at_once_and_taken_back_at_once(page: Page, served: str, ledger_path: Path) -> None:
    """The count is shown before, one decision is stored, u takes it back."""
    page.goto(served + "/review?property=employer")
    page.locator(".narrow").get_by_role("link", name="Accept all 2").click()
    assert page.locator("h1").inner_text() == "Accept these 2 claims?"
    assert page.locator("tbody tr").count() == 2
    assert not decisions(ledger_path)
    with page.expect_navigation():
        page.get_by_role("button", name="Accept 2 claims").click()
    (decision,) = decisions(ledger_path)
    assert len(decision.corrections) == 2
    assert "You accepted 2 claims." in page.locator(".undo").inner_text()
    presses(page, "u")
    assert not decisions(ledger_path)


def odd(path: Path) -> Document:
    """A report whose code points, UTF-16 units and lines are counted differently by everybody."""
    at = ODD.index("Zhetysu & Co.")
    document = Document(document_id(digest(ODD.encode())), "odd", ODD, digest(ODD.encode()), published="2023-11-09", language="en")
    employer = Value("Zhetysu & Co.", (Span.of(ODD, at, at + 13),), confidence=0.7)
    with Ledger.open(path) as ledger:
        ledger.add(
            document, ODD.encode(), Record("odd", True, (Reported("d1", employers=(employer,)),)), recorded_at="2023-11-09T00:00:00Z"
        )
    return document


def select(said: str) -> str:
    """A script that selects words of the report as a mouse would."""
    return f"""() => {{
      const walker = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {{
        const at = walker.currentNode.data.indexOf({said!r});
        if (at >= 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + {len(said)});
      }} }}"""


@pytest.mark.parametrize("where", ["/s/{document}", "/review?at={claim}"])
def test_selected_words_become_a_claim_at_their_very_place(page: Page, served: str, ledger_path: Path, where: str) -> None:
    """After Kazakh letters, an emoji and CR LF the place is right in code points; the value is read from the words."""
    document = odd(ledger_path)
    with Ledger.open(ledger_path) as ledger:
        claim = ledger.claims(document.id)[0].id
    page.goto(served + where.format(document=document.id, claim=claim))
    page.evaluate(select("strike on 8 November 2023"))
    page.wait_for_function("() => document.querySelector('#own form').elements.start.value !== ''")
    page.keyboard.press("n")
    assert page.evaluate("() => document.activeElement.id") == "own-property"
    page.locator("#own-property").select_option("started")
    with page.expect_navigation():
        page.locator("#own").get_by_role("button", name="Add").click()
    with Ledger.open(ledger_path) as ledger:
        (own,) = [claim for claim in ledger.claims(document.id) if claim.property == "started"]
        assert not list(ledger.verify())
    assert own.evidence[0].quote == "strike on 8 November 2023"
    assert dict(own.value) == {"value": "2023-11-08"}
    assert own.method == "person:ada"


def test_without_javascript_everything_is_decided_by_forms(browser: Browser, served: str, ledger_path: Path) -> None:
    """Reject with a reason, a claim of typed words, all claims of a filter, undo."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(served + "/review")
    page.locator(".reject summary").click()
    page.get_by_label("not a labour dispute").check()
    page.locator(".reject").get_by_role("button", name="Reject").click()
    page.goto(served + "/review?property=employer&employer=Baltmar")
    page.locator(".own summary").click()
    page.get_by_label("Words of the report").fill("crane operators")
    page.locator("#own-property").select_option("worker")
    page.locator("#own").get_by_role("button", name="Add").click()
    page.goto(served + "/review?unit=dispute")
    line = page.locator(".waiting > li").first
    line.locator(".reject summary").click()
    line.get_by_label("out of date").check()
    line.locator(".reject").get_by_role("button", name="Reject").click()
    page.goto(served + "/review/accept?property=place")
    page.get_by_role("button", name="Accept 2 claims").click()
    kinds = ["reject", "add", "reject", "accept"]
    assert [one.kind for one in decisions(ledger_path)] == kinds
    assert [one.note for one in decisions(ledger_path) if one.kind == "reject"] == ["not a labour dispute", "out of date"]
    page.locator(".undo button").click()
    assert [one.kind for one in decisions(ledger_path)] == kinds[:3]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_way_of_reviewing_is_open_to_all_and_fits_a_phone(browser: Browser, served: str, ledger_path: Path, scheme: str) -> None:
    """No serious or critical finding of axe-core, nothing wider than 320 pixels, no violation of the policy, no request elsewhere."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith((served, "data:")) else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with Ledger.open(ledger_path) as ledger:
        claim = next(claim for claim in ledger.claims() if claim.property == "workers_involved")
        ledger.accept([claim.id], by="ada", recorded_at="2025-04-01T00:00:00Z")
        pages = [f"/d/{ledger.disputes_of(claim.document)[0]}", f"/s/{claim.document}"]
    for path in ("/review", "/review?unit=dispute", "/review/accept", "/review?property=industry", *pages):
        page.goto(served + path)
        if page.locator("[data-key=x]").count():
            page.keyboard.press("x")
        for part in page.locator("main details").all():
            part.evaluate("part => part.open = true")
        found = Axe().run(page).response["violations"]
        assert not [(path, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert not complaints
    page.close()
