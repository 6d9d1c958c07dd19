"""The exchange form."""

from picketline.model import Event, Money, Quantity, Record, Reported, Span, Value
from picketline.model.exchange import read_record, record_json

TEXT = "About 500 dockers at Harwick Quays struck on 2 March and lost 1 million pounds."


def quote(words: str) -> tuple[Span, ...]:
    at = TEXT.index(words)
    return (Span.of(TEXT, at, at + len(words)),)


def test_a_record_written_and_read_back_is_the_same_record() -> None:
    """Nothing that a record can say is lost in its JSON form."""
    event = Event(
        "impact", quote("lost 1 million pounds"), amount=Money(1e6, "GBP"), actor="dockers", modality="alleged",
        said_by="Harwick Quays", basis={"actor": quote("dockers")}, confidence=0.5,
    )  # fmt: skip
    reported = Reported(
        "d1",
        employers=(Value("Harwick Quays", quote("Harwick Quays"), aliases=("Quays",)),),
        places=(Value("Harwick", quote("Harwick"), country="GB"),),
        industry=Value("H", ()),
        started=Value("XXXX-03-02", quote("on 2 March")),
        workers_involved=Quantity(500, quote("About 500 dockers"), approximate=True),
        events=(event,),
    )
    record = Record("r1", True, (reported,))
    assert read_record(record_json(record)) == record
