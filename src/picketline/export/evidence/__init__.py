"""One dispute with all its evidence as a folder that others can check with their own tools: a bag by RFC 8493 (BagIt 1.0).

bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt     `sha256sum -c manifest-sha256.txt` checks every file
data/index.html            the dispute for people: values, words, speakers, the reports with the quoted words marked
data/dispute.json          the same for programs
data/documents/S-....*     the bytes of each report as they were read, and its text as `S-....txt`, in which every quote stands
data/claims.jsonl          what the reports say, as recorded
data/judgements.jsonl      why these reports are one dispute
data/decisions.jsonl       what people decided
data/rows.jsonl            the ledger's rows behind all this, each with its link in the ledger's chain of hashes
data/README.txt            how to check all of it
"""

from picketline.export.evidence.bag import write_bag

__all__ = ["write_bag"]
