"""What the forms of a review send is checked before it is stored."""

import io
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient
from tests.web.test_serving import serving, wait_for
from typer.testing import CliRunner

from picketline.cli import app
from picketline.ledger import Ledger
from picketline.model import Document


def first(desk: TestClient, words: str = "About 340") -> Document:
    """The report that has the words."""
    return next(document for document in desk.app.state.ledger.documents() if words in document.text)  # type: ignore[attr-defined]


def asked(document: Document, words: str, **more: str) -> dict[str, str]:
    """The form for a new claim of the words, at their first place."""
    at = document.text.index(words)
    form = {"subject": f"{document.id}#d1", "property": "demand", "value": "pay", "quote": words}
    return {**form, "start": str(at), "end": str(at + len(words)), **more}


def written(desk: TestClient) -> int:
    return int(desk.app.state.ledger.position())  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", [
    {"start": "41"}, {"quote": "over hay"}, {"end": "99999"}, {"start": "", "end": "", "quote": "Klaipeda"}, {"property": "mood"},
    {"subject": "S-0#d1"}, {"value": "money"}, {"property": "event", "value": "date=2025-03-10"}, {"property": "industry", "value": ""},
])  # fmt: skip
def test_words_that_do_not_stand_there_and_values_that_are_none_are_refused(desk: TestClient, wrong: dict[str, str]) -> None:
    """422, a reason on the page, and not a row more."""
    document, before = first(desk), written(desk)
    answer = desk.post(f"/s/{document.id}/claims", data=asked(document, "over pay", **wrong))
    assert answer.status_code == 422
    assert 'class="lead"' in answer.text
    assert written(desk) == before


def test_words_that_do_not_say_the_value_are_doubted_until_the_reader_is_sure(desk: TestClient) -> None:
    """340 is not 500: 422 with the reason; with a note it is stored in the reader's name."""
    document, before = first(desk), written(desk)
    form = asked(document, "About 340 crane operators", property="workers_involved", value="500")
    doubted = desk.post(f"/s/{document.id}/claims", data=form)
    assert doubted.status_code == 422
    assert "the quote says 340, not 500" in doubted.text
    assert written(desk) == before
    desk.post(f"/s/{document.id}/claims", data={**form, "sure": "true", "note": "the union's count"})
    (decision,) = desk.app.state.ledger.history()  # type: ignore[attr-defined]
    assert (decision.kind, decision.by, decision.note) == ("add", "ada", "the union's count")


def test_a_claim_can_be_about_a_dispute_that_nobody_read(desk: TestClient) -> None:
    """The form's last choice makes a dispute of its own."""
    document = first(desk)
    before = desk.app.state.ledger.count()  # type: ignore[attr-defined]
    form = asked(document, "crane operators", property="worker", value="", subject=f"{document.id}#own1")
    assert desk.post(f"/s/{document.id}/claims", data=form, follow_redirects=False).status_code == 303
    assert desk.app.state.ledger.count() == before + 1  # type: ignore[attr-defined]


def test_many_are_accepted_only_as_many_as_were_confirmed(desk: TestClient) -> None:
    """Another claim judged meanwhile: 409, and nothing is accepted."""
    claim = desk.app.state.ledger.claims()[0].id  # type: ignore[attr-defined]
    desk.post(f"/review/{claim}", data={"verdict": "accept"})
    before = written(desk)
    assert desk.post("/review/accept", data={"count": "999"}).status_code == 409
    assert written(desk) == before


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tevil", "review"])
def test_no_form_leads_away_from_the_desk(desk: TestClient, back: str) -> None:
    """An address that is none of the desk's own is not followed."""
    claim = desk.app.state.ledger.claims()[0].id  # type: ignore[attr-defined]
    answer = desk.post(f"/review/{claim}", data={"verdict": "accept", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/review"


@pytest.mark.parametrize("path", ["/review/C-1", "/review/accept", "/undo/X-1", "/d/D-1/merge", "/d/D-1/split", "/s/S-1/claims"])
@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9"}])
def test_another_site_can_decide_nothing(desk: TestClient, path: str, header: dict[str, str]) -> None:
    """Not from another port of this machine either: 403 before anything is looked up."""
    assert desk.post(path, headers=header).status_code == 403


def test_the_workbook_of_the_queue_goes_round_without_a_change_and_comes_back_with_one(desk: TestClient, ledger_path: Path) -> None:
    """Downloaded and read back: no change. With one cell corrected: one correction, by name."""
    assert 'href="/disputes.xlsx"' in desk.get("/review").text
    book = ledger_path.with_name("disputes.xlsx")
    book.write_bytes(desk.get("/disputes.xlsx").content)
    command = ["import", str(book), "--ledger", str(ledger_path), "--dry-run"]
    assert CliRunner().invoke(app, command).stdout == ""
    opened = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    rows = opened["Claims"]
    header = [cell.value for cell in rows[1]]
    row = next(row for row in rows.iter_rows(min_row=2) if row[header.index("property")].value == "employer")
    row[header.index("content")].value = "Baltmar Terminals UAB"
    opened.save(book)
    CliRunner().invoke(app, [*command[:-1], "--by", "bo"])
    with Ledger.open(ledger_path) as ledger:
        assert [(one.kind, one.by) for one in ledger.history()] == [("replace", "bo")]


def test_a_server_killed_in_the_midst_of_reviews_loses_nothing_that_it_answered(ledger_path: Path) -> None:
    """Decisions are posted as fast as they are answered, and the server is killed: each answered one stands, and the chain holds."""
    with Ledger.open(ledger_path) as ledger:
        claims = [claim.id for claim in ledger.claims()]
    answered: list[str] = []

    def review(desk: str) -> None:
        for n in range(10_000):
            claim, note = claims[n % len(claims)], f"note {n}"
            body = urllib.parse.urlencode({"verdict": "accept", "note": note}).encode()
            request = urllib.request.Request(f"{desk}/review/{claim}", data=body, headers={"Connection": "close"})
            try:
                urllib.request.build_opener(Unled).open(request, timeout=10).close()
            except (OSError, urllib.error.URLError):
                return
            answered.append(note)

    with serving(ledger_path) as (desk, process):
        wait_for(f"{desk}/review")
        reviewer = threading.Thread(target=review, args=(desk,), daemon=True)
        reviewer.start()
        while len(answered) < 5:
            time.sleep(0.01)
        process.kill()
        reviewer.join(20)
    with Ledger.open(ledger_path) as ledger:
        kept = {decision.note for decision in ledger.history()}
        assert set(answered) <= kept
        assert len(kept) <= len(answered) + 1
        assert not list(ledger.verify())


class Unled(urllib.request.HTTPRedirectHandler):
    """An answered decision is a redirect: it is not followed."""

    def http_error_303(self, _request: object, answer: object, *_rest: object) -> object:
        """The answer itself."""
        return answer
