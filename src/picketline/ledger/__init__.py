"""The append-only store of documents, claims, judgements and corrections; disputes are assembled from it.

    with Ledger.open("picketline.db") as ledger:              # a path or an SQLAlchemy URL; made where there is none
        ledger.add(document, data, record, recorded_at=now())  # one transaction: document, layers, claims, judgements, issues
        for dispute in ledger.disputes(Query(country=("KZ",))):
            print(dispute.id, dispute.all("employer"), dispute.value("started"))

Reading (every method also on the read-only ledger that `as_of` gives):

    summaries(query=None, limit=None, offset=0) -> tuple[Summary, ...]     one flat line a dispute, from the cache: for lists
    disputes(query=None, limit=None, offset=0) -> Iterator[Dispute]        whole disputes, in the order of `summaries`
    stream(query=None) -> (disputes, sources)                              the same with the sources of the one at hand: flat memory
    outlines(query=None, since=-1) -> Iterator[Dispute]                    what figures are counted from, without the words: quick
    revisions(query=None) -> {"D-...": 17}                                 greater for a dispute whenever it was changed
    lines(query=None) -> ((summary, urls), ...)                            the flat lines with the reports' addresses: flat memory, quick
    count(query=None) -> int;  facets(query=None) -> {"country": {"KZ": 3}, "region": ..., ...}     by the `FACETS` of `query`
    browse(query=None, limit=50, after=None, before=None) -> Found         a page of the list with its counts, by a place in its order
    waiting(query=None) -> Waiting                                         the claims that nobody has judged, as columns: for a queue
    why("D-...", "S-...") -> tuple[Grounds, ...]                           why a report belongs to a dispute, or why not
    some(["D-...", ...]) -> Iterator[Dispute]                              whole disputes by the ids that they have now
    dispute("D-...") -> Dispute;  current_id("D-...") -> str               follow ids absorbed by a merge; UserError where there is none
    documents(text=None) -> Iterator[Document];  document("S-...");  original("S-...") -> bytes;  has("S-...");  relevant("S-...")
    sources() -> {"S-...": Source}                                         published, outlet, url, title ..., `copy_of`; without the words
    claims(document=None);  claim("C-...")                                 as recorded, without corrections
    neighbours(dispute) -> tuple[Neighbour, ...]                           disputes that were compared with one and kept apart
    similar(document) -> tuple[Similar, ...]                               reports that share words with one
    judgements();  corrections();  issues();  history("D-..." or None) -> tuple[Decision, ...]
    as_of("2024-03-15") -> Ledger                                          as it was known at the end of that day
    story(ledger, "D-...") -> tuple[Step, ...]                             what it said before and after each change (module `story`)
    verify() -> Iterator[Finding];  head() -> str                          nothing found = every quote, hash and link of the chain holds
    position() -> int;  changes(position) -> (new ids, updated ids)        what came since

Writing (`recorded_at` is ISO 8601 in UTC, given by the caller; `now()` is for the edges):

    add(document, data, record, recorded_at=, issues=(), further=(), method="model:own") -> Added
    note(issues, recorded_at=)                                             issues of inputs that gave no document
    correct("C-...", "accept" | "reject" | "replace", by=, recorded_at=, note="", value=None) -> Decision
    accept(["C-...", ...], by=, recorded_at=, note="") -> Decision         several claims in one decision
    state(claim, recorded_at=, note="") -> Decision                        a claim of a person's own: its method is `person:NAME`
    merge(keep, other, by=, recorded_at=, note="") -> Decision
    split("D-...", reports, by=, recorded_at=, note="") -> Decision        `reports` are documents or `document#place`
    judge_names(one, other, same=, by=, recorded_at=, note="") -> Decision whether two names are one organisation's
    judge(judgements, recorded_at=) -> Decision;  undo("X-...", by=, recorded_at=, note="") -> Decision
"""

from picketline.ledger.add import Added
from picketline.ledger.backlog import Waiting
from picketline.ledger.browsing import Found
from picketline.ledger.decisions import Decision
from picketline.ledger.grounds import Grounds
from picketline.ledger.moments import now
from picketline.ledger.nearby import Neighbour, Similar
from picketline.ledger.query import Query
from picketline.ledger.sides import Side, sides
from picketline.ledger.source import Source
from picketline.ledger.store import Ledger
from picketline.ledger.story import Recorded, Step
from picketline.ledger.summary import Summary
from picketline.ledger.verify import Finding

__all__ = [
    "Added", "Decision", "Finding", "Found", "Grounds", "Ledger", "Neighbour", "Query", "Recorded", "Side",
    "Similar", "Source", "Step", "Summary", "Waiting", "now", "sides",
]  # fmt: skip
