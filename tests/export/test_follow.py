"""What is followed, read by the libraries that calendars and feed readers are made of."""

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import feedparser
import icalendar
import pytest
from tests import small
from tests.export import following

from picketline.export.follow import atom, ics, latest, of_one
from picketline.ledger import Ledger, Query
from picketline.ledger.story import story, upcoming

NOW = "2025-04-01T10:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with following.opened(tmp_path) as opened:
        yield opened


def calendar(ledger: Ledger) -> dict[str, icalendar.Event]:
    """The events by the first words of their description."""
    out = io.BytesIO()
    ics.write(upcoming(ledger, Query()), out, base="http://127.0.0.1:8000")
    (read,) = icalendar.Calendar.from_ical(out.getvalue(), multiple=True)
    assert "METHOD" not in read  # a calendar to subscribe to, not an invitation, which would need an organiser (RFC 5546)
    return {"hearing" if "hearing" in str(one["SUMMARY"]).lower() else "strike": one for one in read.walk("VEVENT")}


def feed(ledger: Ledger) -> list[feedparser.FeedParserDict]:
    out = io.BytesIO()
    atom.write(latest(ledger, Query()).steps, out, atom.Place("http://127.0.0.1:8000"))
    read = feedparser.parse(out.getvalue())
    assert not read.bozo
    return list(read.entries)


def claim(ledger: Ledger, document: str, kind: str) -> str:
    return next(one.id for one in ledger.claims(document) if one.value.get("type") == kind)


def test_an_announcement_is_a_whole_day_with_its_words_and_its_page(ledger: Ledger) -> None:
    """The end is the day after, as RFC 5545 counts; the description has the quote and the permalink."""
    dispute = ledger.disputes_of(following.first(ledger))[0]
    hearing = calendar(ledger)["hearing"]
    assert str(hearing.decoded("DTSTART")) == "2025-04-02"
    assert str(hearing.decoded("DTEND")) == "2025-04-03"
    assert "The hearing is set for 2 April 2025" in hearing["DESCRIPTION"]
    assert hearing["URL"] == f"http://127.0.0.1:8000/d/{dispute}"
    assert hearing["STATUS"] == "CONFIRMED"


def test_a_moved_day_keeps_the_uid_and_raises_the_sequence(ledger: Ledger) -> None:
    """A later report, published before the old day, moves the hearing: the same entry, not a second one."""
    one = following.first(ledger)
    before = calendar(ledger)["hearing"]
    following.merged(ledger, one, following.second(ledger))
    after = calendar(ledger)
    assert len(after) == 2
    assert after["hearing"]["UID"] == before["UID"]
    assert after["hearing"]["SEQUENCE"] > before["SEQUENCE"]
    assert str(after["hearing"].decoded("DTSTART")) == "2025-04-04"


def test_a_person_who_moves_the_day_moves_the_entry(ledger: Ledger) -> None:
    """A correction keeps the UID and raises the sequence; so does taking it back."""
    document = following.first(ledger)
    before = calendar(ledger)["hearing"]
    value = {"type": "hearing", "date": "2025-04-09", "modality": "planned"}
    decision = ledger.correct(claim(ledger, document, "hearing"), "replace", by="ada", recorded_at=NOW, value=value)
    moved = calendar(ledger)["hearing"]
    ledger.undo(decision.id, by="ada", recorded_at=NOW)
    back = calendar(ledger)["hearing"]
    assert [str(one.decoded("DTSTART")) for one in (before, moved, back)] == ["2025-04-02", "2025-04-09", "2025-04-02"]
    assert len({one["UID"] for one in (before, moved, back)}) == 1
    assert before["SEQUENCE"] < moved["SEQUENCE"] < back["SEQUENCE"]


def test_what_is_called_off_is_cancelled(ledger: Ledger) -> None:
    """The strike that is averted is cancelled with its UID; the hearing stays."""
    one = following.first(ledger)
    before = calendar(ledger)["strike"]
    following.merged(ledger, one, following.averted(ledger))
    after = calendar(ledger)
    assert after["strike"]["UID"] == before["UID"]
    assert after["strike"]["STATUS"] == "CANCELLED"
    assert after["strike"]["SEQUENCE"] > before["SEQUENCE"]
    assert after["hearing"]["STATUS"] == "CONFIRMED"


def test_what_a_person_rejects_is_cancelled_too(ledger: Ledger) -> None:
    """A subscriber's calendar must be told to take it out."""
    document = following.first(ledger)
    before = calendar(ledger)["hearing"]
    ledger.correct(claim(ledger, document, "hearing"), "reject", by="ada", recorded_at=NOW)
    after = calendar(ledger)["hearing"]
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_nothing_without_a_known_year_is_in_the_calendar(ledger: Ledger) -> None:
    """9 May of no year is no day; a person who gives the year puts it there."""
    document = following.yearless(ledger)
    assert calendar(ledger) == {}
    value = {"type": "hearing", "date": "2025-05-09", "modality": "planned"}
    ledger.correct(claim(ledger, document, "hearing"), "replace", by="ada", recorded_at=NOW, value=value)
    assert str(calendar(ledger)["hearing"].decoded("DTSTART")) == "2025-05-09"


def test_a_feed_says_what_changed_in_words_and_who_says_so(ledger: Ledger) -> None:
    """An entry a change, the latest first: 400 became 500 by Reuters' report."""
    one = following.first(ledger)
    two = following.second(ledger)
    following.merged(ledger, one, two)
    newest, *_, oldest = feed(ledger)
    assert "workers involved: 400 → 500 (Reuters, 24 March 2025)" in newest["content"][0]["value"]
    assert "new report:" in newest["content"][0]["value"]
    assert oldest["title"].startswith("New: Calder Lines")
    assert newest["link"] == f"http://127.0.0.1:8000/d/{ledger.current_id(ledger.disputes_of(one)[0])}"


def test_what_a_person_decides_is_in_the_feed(ledger: Ledger) -> None:
    """A replaced number is a change, decided by the person."""
    document = following.first(ledger)
    number = next(one.id for one in ledger.claims(document) if one.property == "workers_involved")
    ledger.correct(number, "replace", by="ada", recorded_at=NOW, value={"value": 450})
    assert "workers involved: 400 → 450 (decided by ada)" in feed(ledger)[0]["content"][0]["value"]


def test_entries_of_a_feed_keep_their_ids_and_only_new_ones_are_added(ledger: Ledger) -> None:
    """A reader shows each change once."""
    one = following.first(ledger)
    before = [entry["id"] for entry in feed(ledger)]
    following.merged(ledger, one, following.second(ledger), following.averted(ledger))
    after = [entry["id"] for entry in feed(ledger)]
    assert len(set(after)) == len(after) > len(before)
    assert set(before) <= set(after)
    assert feed(ledger) == feed(ledger)


def test_the_parts_of_a_feed_tell_of_each_dispute_once_and_end(tmp_path: Path) -> None:
    """From the dispute that changed last to the one that has been at rest for longest, however small the parts are."""
    with Ledger.open(small.ledger(tmp_path / "small.db")) as ledger:
        told, before = list[str](), None
        while part := latest(ledger, Query(), before, limit=1):
            told += [step.dispute.id for step, _ in part.steps if step.before is None]
            if (before := part.following) is None:
                break
        bakers, operators = islice(ledger.documents(), 2)
        assert told == [ledger.disputes_of(document.id)[0] for document in (bakers, operators)]
        assert latest(ledger, Query()).following is None
        claim_id = ledger.claims(operators.id)[0].id
        ledger.correct(claim_id, "accept", by="ada", recorded_at=NOW)
        assert latest(ledger, Query(), limit=1).steps[0][0].dispute.id == told[1]


def test_a_merge_by_hand_is_told_and_so_is_a_split(ledger: Ledger) -> None:
    """The dispute that became part of another is named; a report that was parted from it too."""
    one, two = following.first(ledger), following.yearless(ledger)
    dispute = ledger.disputes_of(one)[0]
    if ledger.disputes_of(two)[0] == dispute:
        ledger.split(dispute, [two], by="ada", recorded_at="2025-03-30T09:00:00Z")
    other = ledger.disputes_of(two)[0]
    ledger.merge(dispute, other, by="ada", recorded_at="2025-03-31T09:00:00Z")
    ledger.split(dispute, [two], by="ada", recorded_at=NOW)
    out = io.BytesIO()
    atom.write(of_one(ledger, dispute), out)
    parted, joined = feedparser.parse(out.getvalue()).entries[:2]
    assert f"{other} became part of it: Calder Lines" in joined["content"][0]["value"]
    assert f"no longer part of it: {two}" in parted["content"][0]["value"]


def test_the_last_step_of_a_story_is_the_dispute_as_it_is(ledger: Ledger) -> None:
    """However few of the steps are asked for."""
    documents = [tell(ledger) for tell in (following.first, following.second, following.yearless, following.averted)]
    dispute = ledger.dispute(following.merged(ledger, *documents))
    whole = story(ledger, dispute.id)
    assert whole[-1].dispute == dispute
    assert story(ledger, dispute.id, 2) == whole[-2:]
