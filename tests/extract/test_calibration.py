"""Confidence set straight."""

from picketline.extract.calibration import calibrated
from picketline.extract.models import Models
from picketline.model import Event, Quantity, Record, Reported, Span, Value

TEXT = "About 500 dockers walked out."
DOCKERS = (Span.of(TEXT, 10, 17),)
RECORD = Record(
    "r1",
    True,
    (
        Reported(
            "d1",
            workers=(Value("dockers", DOCKERS, confidence=0.9),),
            workers_involved=Quantity(500, (Span.of(TEXT, 0, 17),), confidence=0.9),
            events=(Event("action_started", DOCKERS), Event("protest", DOCKERS, confidence=0.5)),
        ),
    ),
)


def test_each_slot_has_its_own_line() -> None:
    """A slope of a half pulls 0.9 to 0.75; a slot without a line, and a value without confidence, stay as they are."""
    [dispute] = calibrated(RECORD, Models({}, {"calibration": {"workers slope": 0.5, "workers offset": 0.0, "event offset": 1.0}})).disputes
    assert (dispute.workers[0].confidence, dispute.workers_involved.confidence) == (0.75, 0.9)
    assert [event.confidence for event in dispute.events] == [None, 0.731]


def test_without_lines_nothing_changes() -> None:
    """An organisation's own weights may have none."""
    assert calibrated(RECORD, Models({}, {})) is RECORD
