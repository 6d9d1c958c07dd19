"""A dispute's page: rivals and the rule that chose, the choice of a person, permalinks, figures, and what is copied and printed."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page
from tests.export import following

from picketline.ledger import Ledger, Query
from picketline.web.app import create_app


def of(desk: TestClient, employer: str) -> str:
    (found,) = desk.app.state.ledger.summaries(Query(employer=employer))  # type: ignore[attr-defined]
    return str(found.id)


def test_a_person_lets_a_rival_stand_and_takes_it_back(desk: TestClient) -> None:
    """340 stands by a rule that is told; the reader lets 420 stand; undo brings the rule back. All in words in the decisions."""
    dispute = of(desk, "Baltmar")
    board = re.compile(r'class="stands"><p class="value"><strong>([^<]*)<.*?class="quiet rule">stands: ([^<]*)<', re.DOTALL)
    page = desk.get(f"/d/{dispute}").text
    assert board.findall(page) == [("about 340", "an official source before the report, the report before a party")]
    rival = re.search(r'class="rival".*?action="/review/(C-\w+)"', page, re.DOTALL)
    assert rival is not None
    page = desk.post(f"/review/{rival[1]}", data={"verdict": "accept", "back": f"/d/{dispute}"}).text
    assert board.findall(page) == [("420", "a person decided")]
    assert "<strong>ada</strong> accepted 420 (Taking part)" in page
    undo = re.search(r'action="(/undo/X-\w+)"', page)
    assert undo is not None
    page = desk.post(undo[1], data={"back": f"/d/{dispute}"}).text
    assert board.findall(page)[0][0] == "about 340"
    assert "taken back" in page


def test_each_rival_value_stands_once_with_all_who_say_it(tmp_path: Path) -> None:
    """Two outlets with 500 are one account against the latest, 520, and both are quoted; the standing left behind is told as it was."""
    told = ((500, "threatened", "The Ostby Post", "20"), (500, "threatened", "Reuters", "24"), (520, "ongoing", "Baltic Wire", "28"))
    with following.opened(tmp_path) as ledger:
        documents = []
        for number, status, outlet, on in told:
            text = f"Ferry crews at Calder Lines in Ostby, {number} of them by {outlet}'s count, will not sail on the {on}th."
            people = {"value": number, "evidence": following.evidence(text, str(number))}
            standing = {"value": status, "evidence": following.evidence(text, "will not sail")}
            read = following.record(text, workers_involved=people, status=standing)
            documents.append(following.add(ledger, text, outlet, f"2025-03-{on}", f"2025-03-{on}T09:00:00Z", read))
        dispute = following.merged(ledger, *documents)
    desk = TestClient(create_app(str(tmp_path / "followed.db"), by="ada"), base_url="http://127.0.0.1")
    page = desk.get(f"/d/{dispute}").text
    (rival,) = re.findall(r'class="rival">(.*?)</form></div>', page, re.DOTALL)
    assert "<strong>500</strong>" in rival
    assert "2 sources" in rival
    assert rival.count("<blockquote>") == 2
    assert "before: Threatened" in page


def test_what_rests_on_a_report_as_a_whole_says_so_on_every_page(tmp_path: Path) -> None:
    """A standing without words of its own is no empty link: on the dispute, the report and in review."""
    with following.opened(tmp_path) as ledger:
        text = "Ferry crews at Calder Lines in Ostby are to vote."
        read = following.record(text, status={"value": "threatened", "evidence": []})
        document = following.add(ledger, text, "Reuters", "2025-03-20", "2025-03-20T09:00:00Z", read)
        claim = next(claim.id for claim in ledger.claims() if claim.property == "status")
        dispute = ledger.disputes_of(document)[0]
    desk = TestClient(create_app(str(tmp_path / "followed.db"), by="ada"), base_url="http://127.0.0.1")
    for path in (f"/d/{dispute}", f"/s/{document}", f"/review?at={claim}", "/review?unit=dispute", "/review/accept?property=status"):
        page = desk.get(path).text
        assert "the report as a whole" in page, path
        assert not re.search(r"<a [^>]*></a>", page), path
    assert "Threatened – Reuters, 20 March 2025." in desk.get(f"/d/{dispute}").text  # what "copy with source" copies


def test_an_old_address_leads_on_after_a_merge(desk: TestClient) -> None:
    """The permalink of the dispute that was absorbed redirects, and the page says so."""
    one, other = of(desk, "Baltmar"), of(desk, "Hanlon")
    desk.post(f"/d/{one}/merge", data={"other": other})
    answers = {old: desk.get(f"/d/{old}", follow_redirects=False) for old in (one, other)}
    moved = next(old for old, answer in answers.items() if answer.status_code == 308)
    assert f"{moved} was merged into this dispute" in desk.get(f"/d/{moved}").text


def test_the_figures_it_counts_in_lead_to_what_stands_behind_them(desk: TestClient) -> None:
    """Each link opens a figure's page that names this dispute; a profile by which it does not count says by which rule."""
    dispute = of(desk, "Hanlon")
    page = desk.get(f"/d/{dispute}").text.split("Statistics it counts in")[1]
    links = re.findall(r'href="(/statistics/why[^"]+)"', page)
    assert len(links) >= 3
    for link in links:
        assert f"/d/{dispute}" in desk.get(link.replace("&amp;", "&")).text
    assert "the number of workers is not known" in page


def test_reports_of_one_source_count_once(desk: TestClient) -> None:
    """Two reports of the Baltic Wire are one independent source, and the second says with which it shares it."""
    page = desk.get(f"/d/{of(desk, 'Baltmar')}").text
    assert "1 independent source<" in page
    assert "one source with Crane operators strike" in page


def test_the_timeline_has_a_lane_for_each_speaker(desk: TestClient) -> None:
    """Events with a day stand on the lane of who tells of them, and lead to the list."""
    page = desk.get(f"/d/{of(desk, 'Baltmar')}").text
    assert 'class="lanes"' in page
    assert re.search(r'<a href="#event-\d" aria-label="10 March 2025: Hearing"', page)
    assert ">the reports<" in page


def test_the_places_are_on_a_map(desk: TestClient) -> None:
    """Klaipeda is found in the gazetteer, and its circle lies where it lies."""
    page = desk.get(f"/d/{of(desk, 'Baltmar')}").text
    circle = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+"><title>Klaipeda, Lithuania', page)
    assert circle is not None
    assert (round(float(circle[1]) - 180), round(90 - float(circle[2]))) == (21, 56)


@pytest.mark.browser
def test_a_value_is_copied_with_its_source(browser: Browser, served: str, ledger_path: Path) -> None:
    """Value, speaker, words, outlet, day and the address of the words."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    with Ledger.open(ledger_path) as ledger:
        (found,) = ledger.summaries(Query(employer="Baltmar"))
        claim = next(claim for claim in ledger.claims() if claim.said_by == "The federation")
    page.goto(f"{served}/d/{found.id}")
    page.get_by_role("button", name="Copy with source: 420", exact=True).click()
    page.wait_for_function("() => document.querySelector('.copy.done')")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == (f"420 (The federation): “420 crane operators” – Baltic Wire, 6 March 2025. {served}/s/{claim.document}#{claim.id}")
    context.close()


@pytest.mark.browser
def test_on_paper_only_what_is_to_be_read_remains(page: Page, served: str, ledger_path: Path) -> None:
    """No navigation, search or buttons; values, rivals and words stay."""
    with Ledger.open(ledger_path) as ledger:
        (found,) = ledger.summaries(Query(employer="Baltmar"))
    page.goto(f"{served}/d/{found.id}")
    page.emulate_media(media="print")
    assert not [one for one in page.locator("button, nav, input, .find, .actions").all() if one.is_visible()]
    assert page.locator(".board").first.is_visible()
    assert page.locator("blockquote").first.is_visible()
