"""What reading costs and keeps, beside other tools in the same run.

    python benchmarks/sources.py html ../shared      main text by the measure of the article-extraction benchmark, and speed
    python benchmarks/sources.py hostile             the hostile files of tests/hostile: kept, flagged, time, memory

Times are of the processor (this process and the child that parses), so that a busy machine changes them little.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from picketline.model import Issue
from picketline.sources import formats, read_bytes, sandbox

SHINGLE = 4


def main() -> None:
    """Runs the benchmark that the first argument names."""
    if sys.argv[1] == "html":
        html(Path(sys.argv[2]))
    else:
        hostile()


def html(shared: Path) -> None:
    """Main text of real pages: precision, recall and F1 of 4-shingles of words, averaged over pages; processor seconds."""
    import trafilatura

    folder = shared / "corpus/html_articles"
    gold = {key: row["articleBody"] for key, row in json.loads((folder / "ground-truth.json").read_text()).items()}
    pages = {key: gzip.decompress((folder / f"{key}.html.gz").read_bytes()) for key in sorted(gold)}
    list(read_bytes(pages[min(pages)], "warm.html"))
    readers: dict[str, Callable[[bytes], str]] = {
        "picketline, parsed apart": _ours,
        "picketline, in this process": _ours_here,
        "trafilatura fast, text alone": lambda data: trafilatura.extract(_text(data), fast=True, include_comments=False) or "",
        "trafilatura fast, with metadata": _with_metadata,
    }
    for name, reader in readers.items():
        reader(pages[min(pages)])
        begun = _processor()
        bodies = {key: reader(data) for key, data in pages.items()}
        spent = _processor() - begun
        precision, recall, f1 = score((gold[key], bodies[key]) for key in sorted(gold))
        print(f"{name:32} F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  {1000 * spent / len(pages):6.1f} ms a page", flush=True)


def _ours(data: bytes) -> str:
    return _body(read_bytes(data, "page.html"))


def _ours_here(data: bytes) -> str:
    return _body(formats.load("html").read(data, "page.html"))


def _body(found: Iterable[object]) -> str:
    documents = [part[0] for part in found if isinstance(part, tuple)]
    return "\n".join(document.text[layer.start : layer.end] for document in documents for layer in document.marked("body"))


def _with_metadata(data: bytes) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(_text(data), fast=True, include_comments=False, with_metadata=True)
    return (found.text or "") if found else ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def score(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 as evaluate.py of scrapinghub/article-extraction-benchmark reckons them."""
    precisions, recalls = [], []
    for gold, found in pairs:
        true, said = _shingles(gold), _shingles(found)
        both = sum((true & said).values())
        if said:
            precisions.append(both / sum(said.values()))
        if true:
            recalls.append(both / sum(true.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def hostile() -> None:
    """Each hostile file: what came of it, the processor seconds it took, and the most memory that the child held."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests/hostile"))
    from corpus import cases

    list(read_bytes(b"<p>warm</p>", "warm.html"))
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for name, data in cases():
        begun, clock = _processor(), time.monotonic()
        found = list(read_bytes(data, name))
        spent, waited = _processor() - begun, time.monotonic() - clock
        messages = [part.message for part in found if isinstance(part, Issue)]
        kept = any(not isinstance(part, Issue) and part[0].text.strip() for part in found)
        outcome = "kept" if kept and not messages else "kept and flagged" if kept else "flagged"
        outcomes[outcome] += 1
        slowest = max(slowest, spent)
        print(f"{name:22} {outcome:16} {spent:5.2f} s  {waited:5.1f} s waited  {(messages or [''])[0][:90]}", flush=True)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{dict(outcomes)}; slowest {slowest:.2f} s; most memory: child {max(child, _child_peak()) // 1024} MB, parent {own // 1024} MB")


def _processor() -> float:
    """Processor seconds of this process, its ended children and the one that parses."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + _child_seconds()


def _child_seconds() -> float:
    child = sandbox.shared().child()
    if child is None:
        return 0.0
    try:
        fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _child_peak() -> int:
    child = sandbox.shared().child()
    status = Path(f"/proc/{child}/status")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) if child and status.exists() else 0


if __name__ == "__main__":
    main()
