"""The desk's feeds and calendars, as a feed reader and a calendar ask for them."""

import re
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from fastapi.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


def of(desk: TestClient, employer: str) -> str:
    (item,) = desk.get("/api/v1/disputes", params={"employer": employer}).json()["items"]
    return str(item["id"])


def test_a_filter_is_a_feed_of_what_it_finds(desk: TestClient) -> None:
    """The feed of a filter tells of its disputes alone, and leads back to the list under that filter."""
    read = feedparser.parse(desk.get("/disputes.atom", params={"country": "IE"}).content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["New: Hanlon's Crust: strike"]
    assert read.feed.link == "http://127.0.0.1/disputes?country=IE"
    assert "Ireland" in read.feed.title


def test_a_dispute_is_a_feed_of_its_changes(desk: TestClient) -> None:
    """The second report is a change of the first: who says what stands in it."""
    dispute = of(desk, "Baltmar")
    read = feedparser.parse(desk.get(f"/d/{dispute}.atom").content)
    changed, new = read.entries
    assert new.title.startswith("New: ")
    assert "but 420 (says The federation, Baltic Wire, 6 March 2025)" in changed.content[0].value
    assert read.feed.link == f"http://127.0.0.1/d/{dispute}"


@pytest.mark.parametrize("path", ["/disputes.ics", "/d/{}.ics"])
def test_a_calendar_leads_back_to_the_desk(desk: TestClient, path: str) -> None:
    """The hearing's entry has the address of the dispute's page on this desk."""
    dispute = of(desk, "Baltmar")
    answer = desk.get(path.format(dispute))
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert event["URL"] == f"http://127.0.0.1/d/{dispute}"


@pytest.mark.parametrize("path", ["/disputes.atom", "/disputes.ics"])
def test_who_has_the_last_answer_is_given_nothing_again(desk: TestClient, path: str) -> None:
    """A reader that asks each hour is told 304 until something is recorded."""
    tag = desk.get(path).headers["ETag"]
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 304
    claim = desk.app.state.ledger.claims()[0].id  # type: ignore[attr-defined]
    desk.app.state.ledger.correct(claim, "accept", by="ada", recorded_at="2025-03-09T10:00:00Z")  # type: ignore[attr-defined]
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_feed_of_an_unknown_dispute_is_not_there(desk: TestClient) -> None:
    """It is 404, in words."""
    assert desk.get("/d/D-none.atom").status_code == 404


def test_a_feed_has_parts_each_with_the_address_of_the_first_and_the_next(desk: TestClient) -> None:
    """RFC 5005; a mark that is none is refused."""
    links = {one.rel: one.href for one in feedparser.parse(desk.get("/disputes.atom?country=IE&before=3").content).feed.links}
    assert links["self"] == "http://127.0.0.1/disputes.atom?country=IE&before=3"
    assert links["first"] == "http://127.0.0.1/disputes.atom?country=IE"
    assert links["alternate"] == "http://127.0.0.1/disputes?country=IE"
    assert "next" not in links
    assert desk.get("/disputes.atom?before=yesterday").status_code == 400


def test_the_feed_is_atom_by_its_schema(desk: TestClient) -> None:
    """Ids are addresses by RFC 3986 and differ, moments are whole, authors, titles and links are there (RFC 4287, 4.1)."""
    dispute = of(desk, "Baltmar")
    for path in ("/disputes.atom?country=IE&text=%22a+b%22", "/disputes.atom", f"/d/{dispute}.atom"):
        root = ElementTree.fromstring(desk.get(path).content)
        entries = root.findall(f"{ATOM}entry")
        ids = [one.findtext(f"{ATOM}id") or "" for one in (root, *entries)]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"urn:picketline:[A-Za-z0-9:./%_~-]+", one) for one in ids), ids
        for one in (root, *entries):
            assert one.findtext(f"{ATOM}title")
            assert datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
            assert one.find(f"{ATOM}link[@rel='alternate']") is not None
        assert root.findtext(f"{ATOM}author/{ATOM}name") == "picketline"
