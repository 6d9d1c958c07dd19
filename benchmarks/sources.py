"""What reading costs and keeps, beside other tools in the same run.

    python benchmarks/sources.py html ../shared      main text by the measure of the article-extraction benchmark, and speed
    python benchmarks/sources.py hostile             the hostile files of tests/hostile: kept, flagged, time, memory

Times are of the processor (this process and the children that parse), and by the clock; the least of several rounds, for other work on
the machine only adds.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from picketline.model import Issue
from picketline.sources import formats, read_bytes, read_path, sandbox

SHINGLE, ROUNDS = 4, 3


def main() -> None:
    """Runs the benchmark that the first argument names."""
    if sys.argv[1] == "html":
        html(Path(sys.argv[2]))
    else:
        hostile()


def html(shared: Path) -> None:
    """Main text of real pages: precision, recall and F1 of 4-shingles of words, averaged over pages; milliseconds a page."""
    import trafilatura

    folder = shared / "corpus/html_articles"
    gold = {key: row["articleBody"] for key, row in json.loads((folder / "ground-truth.json").read_text()).items()}
    pages = {key: gzip.decompress((folder / f"{key}.html.gz").read_bytes()) for key in sorted(gold)}
    readers: dict[str, Callable[[], list[str]]] = {
        "picketline, a folder": lambda: _folder(pages),
        "picketline, page by page": lambda: [_body(read_bytes(data, "page.html")) for data in pages.values()],
        "picketline, not parsed apart": lambda: [_body(formats.load("html").read(data, "page.html")) for data in pages.values()],
        "trafilatura fast, text alone": lambda: [
            trafilatura.extract(_text(data), fast=True, include_comments=False) or "" for data in pages.values()
        ],
        "trafilatura, text alone": lambda: [trafilatura.extract(_text(data), include_comments=False) or "" for data in pages.values()],
        "trafilatura fast, with metadata": lambda: [_with_metadata(data, fast=True) for data in pages.values()],
        "trafilatura, with metadata": lambda: [_with_metadata(data, fast=False) for data in pages.values()],
    }
    bodies = {name: reader() for name, reader in readers.items()}  # and all is loaded
    best = {name: (float("inf"), float("inf")) for name in readers}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            begun, clock = _processor(), time.monotonic()
            reader()
            best[name] = min(best[name][0], _processor() - begun), min(best[name][1], time.monotonic() - clock)
    for name, (spent, waited) in best.items():
        precision, recall, f1 = score(zip((gold[key] for key in sorted(gold)), bodies[name], strict=True))
        times = f"{1000 * spent / len(pages):6.1f} ms of processor, {1000 * waited / len(pages):6.1f} ms by the clock"
        print(f"{name:32} F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f} {times}", flush=True)


def _folder(pages: Mapping[str, bytes]) -> list[str]:
    """As `picketline add FOLDER` reads it, the writing of the folder included."""
    with tempfile.TemporaryDirectory() as folder:
        for key, data in pages.items():
            (Path(folder) / f"{key}.html").write_bytes(data)
        return [_body([found]) for found in read_path(Path(folder)) if not isinstance(found, Issue)]


def _body(found: Iterable[object]) -> str:
    documents = [part[0] for part in found if isinstance(part, tuple)]
    return "\n".join(document.text[layer.start : layer.end] for document in documents for layer in document.marked("body"))


def _with_metadata(data: bytes, *, fast: bool) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(_text(data), fast=fast, include_comments=False, with_metadata=True)
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
    most = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, *map(_peak, _children()), 0)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{dict(outcomes)}; slowest {slowest:.2f} s; most memory: child {most // 1024} MB, parent {own // 1024} MB")


def _processor() -> float:
    """Processor seconds of this process, its ended children and those that parse."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_seconds, _children()))


def _children() -> list[int]:
    return [child for one in sandbox.shared() if (child := one.child()) is not None]


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _peak(process: int) -> int:
    """Kilobytes."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
