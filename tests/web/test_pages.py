"""What the pages say and refuse, without a browser."""

import csv
import html
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.small import reports

from picketline.export.figures import Asked, figures
from picketline.ledger import Ledger
from picketline.model import claims
from picketline.statistics.profile import profile
from picketline.web.marked import marked


def ids(desk: TestClient) -> list[str]:
    return [item["id"] for item in desk.get("/api/v1/disputes").json()["items"]]


def of(desk: TestClient, employer: str) -> str:
    (item,) = desk.get("/api/v1/disputes", params={"employer": employer}).json()["items"]
    return str(item["id"])


@pytest.mark.parametrize("view", ["table", "timeline", "map", "chart"])
def test_the_list_shows_the_same_disputes_in_each_view(desk: TestClient, view: str) -> None:
    """The filters stand in the address, and each view keeps them."""
    answer = desk.get("/disputes", params={"view": view, "country": "LT"})
    assert "1 dispute<" in answer.text
    assert all(f"country=LT&amp;view={other}" in answer.text for other in ("table", "timeline", "map", "chart"))


def test_a_dispute_shows_rival_numbers_side_by_side_with_their_speakers(desk: TestClient) -> None:
    """340 and the federation's 420 both stand on the page, one as the rival of the other."""
    text = desk.get(f"/d/{of(desk, 'Baltmar')}").text
    assert "about 340" in text
    assert "420" in text
    assert 'class="rival"' in text
    assert "The federation" in text


def test_a_source_marks_evidence_and_furniture_and_escapes_the_text(desk: TestClient) -> None:
    """No HTML of a report is ever rendered; what was set aside says why."""
    dispute = desk.get(f"/api/v1/disputes/{of(desk, 'Baltmar')}").json()
    first, second = (desk.get(f"/s/{report['id']}").text for report in dispute["reports"])
    assert "set aside: menu" in first
    assert "&lt;b&gt;cheered&lt;/b&gt;" in second
    assert "<mark" in second


def test_marking_a_text_changes_no_letter_of_it() -> None:
    """What is shown, without its tags, is the text; overlapping quotes do not double it."""
    for document, record in reports():
        shown = str(marked(document, claims(record, document.id, "model:own")))
        assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == document.text


def test_a_decision_of_a_person_wins_and_can_be_taken_back(desk: TestClient) -> None:
    """Replace 340 by 355: the dispute says 355; after undo it says 340 again."""
    dispute = of(desk, "Baltmar")
    claim = desk.get(f"/api/v1/disputes/{dispute}").json()["values"]["workers_involved"][0]["claim"]
    desk.post(f"/review/{claim}", data={"verdict": "replace", "value": "355"})
    assert "355" in desk.get(f"/d/{dispute}").text
    decision = desk.app.state.ledger.history()[-1]  # type: ignore[attr-defined]
    assert decision.by == "ada"
    desk.post(f"/undo/{decision.id}")
    assert "355" not in desk.get(f"/d/{dispute}").text.split("Decisions")[0]


def test_looking_never_writes(desk: TestClient, ledger_path: Path) -> None:
    """Every page is read, and the ledger has no row more."""
    before = desk.app.state.ledger.position()  # type: ignore[attr-defined]
    for path in ("/disputes", "/review", "/statistics", "/add", f"/d/{ids(desk)[0]}", "/disputes.csv", "/api/v1/changes"):
        assert desk.get(path).status_code == 200
    with Ledger.open(ledger_path) as ledger:
        assert ledger.position() == before


def test_a_request_from_another_site_cannot_write(desk: TestClient) -> None:
    """Origin and Sec-Fetch-Site of another site are refused, so is a host name that is not this machine's."""
    for headers in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        assert desk.post("/undo/x", headers=headers).status_code == 403
    assert desk.get("/disputes", headers={"Host": "evil.example"}).status_code == 421


def test_every_answer_forbids_scripts_from_elsewhere(desk: TestClient) -> None:
    """The policy allows the desk's own files and nothing else."""
    policy = desk.get("/disputes").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_downloaded_table_is_whole_and_harmless(desk: TestClient) -> None:
    """A row a dispute; no cell begins like a formula."""
    rows = list(csv.reader(io.StringIO(desk.get("/disputes.csv").text)))
    assert len(rows) == 1 + len(ids(desk))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_the_calendar_has_the_hearing_and_nothing_without_a_year(desk: TestClient) -> None:
    """One planned event with an exact day: its end is the day after, as RFC 5545 counts."""
    calendar = desk.get("/disputes.ics").text
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20250310" in calendar
    assert "DTEND;VALUE=DATE:20250311" in calendar


def test_a_figure_opens_the_words_behind_it(desk: TestClient) -> None:
    """The cell's page names the stoppage, its segment, the rule, and links to the quote."""
    text = desk.get("/statistics/why", params={"cell": "2023", "of": "stoppages-beginning"}).text
    assert "/d/D-" in text
    assert "14 November 2023" in text
    assert text.count("<blockquote>") >= 2


def test_each_figure_of_a_grouped_table_opens_whatever_the_groups_name_is(desk: TestClient) -> None:
    """A union's name may hold signs that have a meaning in an address."""
    ledger = desk.app.state.ledger  # type: ignore[attr-defined]
    union = next(claim for claim in ledger.claims() if claim.property == "union")
    ledger.correct(union.id, "replace", by="ada", recorded_at="2025-04-01T09:00:00Z", value={"value": "Cranes & Docks #1 + Quays"})
    table = desk.get("/statistics", params={"group": "union"}).text
    assert "Cranes &amp; Docks #1 + Quays" in table
    links = [html.unescape(link) for link in re.findall(r'href="(/statistics/why[^"]+)"', table)]
    assert links
    assert {desk.get(link).status_code for link in links} == {200}


def test_figures_follow_what_people_decide(desk: TestClient) -> None:
    """After a correction, a merge and its undoing the figures are those of a ledger counted anew."""
    ledger = desk.app.state.ledger  # type: ignore[attr-defined]

    def agree() -> list[object]:
        table = desk.get("/statistics.json", params={"group": "country"}).json()["figures"]
        fresh = figures(ledger.disputes(), Asked(profile("all"), groupings=("country",)))
        assert table == [dict(zip(fresh.columns(), row, strict=True)) for row in fresh.rows()]
        return table

    first = agree()
    one, other = ids(desk)
    began = desk.get(f"/api/v1/disputes/{of(desk, 'Hanlon')}").json()["values"]["started"][0]["claim"]
    ledger.correct(began, "replace", by="ada", recorded_at="2025-04-01T09:00:00Z", value={"value": "2022-01-10"})
    assert agree() != first
    decision = ledger.merge(one, other, by="ada", recorded_at="2025-04-02T09:00:00Z")
    merged = agree()
    ledger.undo(decision.id, by="ada", recorded_at="2025-04-03T09:00:00Z")
    assert agree() != merged


def test_a_figure_of_many_stoppages_shows_those_that_add_most(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how many stand behind it; the figure itself stays whole."""
    began = desk.get(f"/api/v1/disputes/{of(desk, 'Hanlon')}").json()["values"]["started"][0]["claim"]
    desk.post(f"/review/{began}", data={"verdict": "replace", "value": "2025-03-20"})
    asked = {"cell": "2025", "of": "workers-beginning"}
    whole = desk.get("/statistics/why", params=asked).text
    monkeypatch.setattr("picketline.web.pages.statistics.MOST", 1)
    text = desk.get("/statistics/why", params=asked).text
    assert re.findall(r"<h1>[^<]*", text) == re.findall(r"<h1>[^<]*", whole)
    assert (whole.count('<th scope="row">'), text.count('<th scope="row">')) == (2, 1)
    assert "The one that adds most of 2 is shown." in text


@pytest.mark.parametrize("path", ["/d/D-none", "/s/S-none", "/api/v1/disputes/D-none", "/nothing", "/disputes.exe"])
def test_what_is_not_there_is_said_with_404(desk: TestClient, path: str) -> None:
    """One page, and one JSON shape, for everything that is not there."""
    answer = desk.get(path)
    assert answer.status_code == 404
    assert path.startswith("/api/") == ("error" in answer.text and answer.headers["content-type"] == "application/json")


@pytest.mark.parametrize("query", ["limit=0", "next=nonsense", "since=soon"])
def test_a_bad_question_gets_the_same_shape_of_error(desk: TestClient, query: str) -> None:
    """400 and a message that says what was wrong."""
    answer = desk.get(f"/api/v1/disputes?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_pages_of_the_api_give_every_dispute_once(desk: TestClient) -> None:
    """`next` goes on where the page ended."""
    found, mark = [], ""
    while mark is not None:
        answer = desk.get("/api/v1/disputes", params={"limit": 1, "next": mark}).json()
        found += [item["id"] for item in answer["items"]]
        mark = answer["next"]
    assert found == ids(desk)
