"""Reports of the corpora that were coded for this project, beside those that came coded.

    python training/further.py DOCS.jsonl ANCHORED.jsonl [DOCS.jsonl ANCHORED.jsonl ...]

adds records, anchored by `shared/tools/anchor.py`, to `further.jsonl` beside this file. No text of the reports is kept there: a quote
stands as its offsets, and is cut again from the corpus, whose text must hash as it did. How they were coded, and how well, is in
docs/experiments.md.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

CODES = Path(__file__).with_name("further.jsonl")
CORPORA = ("advocacy_en_labour", "structured_tech_actions", "news_en_mention")


def coded(shared: Path) -> Iterator[tuple[dict, dict]]:
    """Each report (`id`, `text`, `published`) with its record. ValueError where the corpus holds another text than was coded."""
    kept = {line["document"]: line for line in _lines(CODES)} if CODES.exists() else {}
    for corpus in CORPORA if kept else ():
        for row in _lines(shared / "corpus" / f"{corpus}.jsonl"):
            if line := kept.get(row["id"]):
                if _hash(row["text"]) != line["text"]:
                    raise ValueError(f"{row['id']} in {corpus} is not the text that was coded")
                record = {name: line[name] for name in ("document", "relevant", "disputes")}
                yield {"id": row["id"], "text": row["text"], "published": line["published"]}, _quoted(record, row["text"])


def _quoted(node: object, text: str) -> object:
    """The node with each pair of offsets as evidence with its quote."""
    if isinstance(node, list):
        return [_quoted(part, text) for part in node]
    if not isinstance(node, dict):
        return node
    found = {key: _quoted(value, text) for key, value in node.items() if key != "evidence"}
    if "evidence" in node:
        found["evidence"] = [{"start": start, "end": end, "quote": text[start:end]} for start, end in node["evidence"]]
    return found


def _bare(node: object) -> object:
    """The node with each piece of evidence as its offsets alone."""
    if isinstance(node, list):
        return [_bare(part) for part in node]
    if not isinstance(node, dict):
        return node
    found = {key: _bare(value) for key, value in node.items() if key != "evidence"}
    if "evidence" in node:
        found["evidence"] = [[span["start"], span["end"]] for span in node["evidence"]]
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(paths: list[Path]) -> None:
    kept = {line["document"]: line for line in _lines(CODES)} if CODES.exists() else {}
    for docs, anchored in zip(paths[::2], paths[1::2], strict=True):
        about = {d["id"]: d for d in _lines(docs)}
        for record in _lines(anchored):
            report = about[record["document"]]
            kept[report["id"]] = {**_bare(record), "published": report["published"], "text": _hash(report["text"])}
    lines = (json.dumps(kept[name], ensure_ascii=False, separators=(",", ":")) for name in sorted(kept))
    CODES.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(len(kept), "reports,", CODES.stat().st_size, "bytes")


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]])
