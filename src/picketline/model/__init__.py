"""The words of the house as values: what a document, a claim, a record and a decision are. Standard library only."""

from picketline.model.claim import Claim, claims
from picketline.model.decision import Correction, Judgement
from picketline.model.dispute import Choice, Dispute
from picketline.model.document import Document, Layer
from picketline.model.issue import Issue
from picketline.model.record import Event, Money, Quantity, Record, Reported, Value
from picketline.model.span import Evidence, Span

__all__ = [
    "Choice", "Claim", "Correction", "Dispute", "Document", "Event", "Evidence", "Issue", "Judgement", "Layer", "Money",
    "Quantity", "Record", "Reported", "Span", "Value", "claims",
]  # fmt: skip
