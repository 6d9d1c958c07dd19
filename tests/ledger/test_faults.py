"""Killed, crowded or out of room, the ledger loses nothing that it acknowledged."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from picketline.ledger import Ledger
from picketline.model.errors import LedgerError

DAY = "2024-01-01T00:00:00Z"
EMPLOYERS = ("Harwick Quays", "Tolland Mill", "Ombury Foundry", "Vale Orchards", "Port Ashby Ferries")


class Child:
    """A process that runs a function; what the function says can be read until the process is gone."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            with suppress(BaseException):
                work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
                status = 0
            os._exit(status)
        os.close(writing)
        self.lines = os.fdopen(reading)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[int, list[str]]:
        """(exit status, whole lines that it had said)."""
        said = self.lines.read()
        return os.waitpid(self.pid, 0)[1], said[: said.rfind("\n") + 1].split()


def adding(path: Path, tell: Callable, numbers: range, deeds: Iterator[str] | tuple[str, ...] = ()) -> Child:  # type: ignore[type-arg]
    """A process that adds reports by number, accepting and merging where asked to; each deed is told when it is done."""

    def work(say: Callable[[str], None]) -> None:
        with Ledger.open(path) as ledger:
            for number in numbers:
                employer = EMPLOYERS[number % len(EMPLOYERS)]
                told = tell(f"{employer} crews struck. Item {number}. " + "More was not known. " * 40, "1987-03-29", employers=employer)
                say(told.into(ledger))
                if "accept" in deeds:
                    say(ledger.correct(ledger.claims(told.document.id)[0].id, "accept", by="Ann", recorded_at=DAY).id)
                if "merge" in deeds and number % 3 == 0 and ledger.count() > 1:
                    one, two = ledger.summaries(limit=2)
                    say(ledger.merge(one.id, two.id, by="Ann", recorded_at=DAY).id)

    return Child(work)


def test_killed_at_any_moment_it_holds_what_it_acknowledged(tmp_path, tell) -> None:
    """kill -9 fifty times while adding and deciding: `verify` passes each time, and every report and decision told as done is there."""
    path, told = tmp_path / "killed.db", []
    for round_ in range(50):
        child = adding(path, tell, range(round_ * 1000, round_ * 1000 + 1000), ("accept", "merge"))
        told += [child.lines.readline().strip() for _ in range(round_ % 4)]
        time.sleep(0.002 * (round_ % 7))
        child.kill()
        told += child.end()[1]
        with Ledger.open(path) as ledger:
            assert list(ledger.verify()) == []
    assert len(told) > 50
    with Ledger.open(path) as ledger:
        assert all(ledger.has(line) for line in told if line.startswith("S-"))
        assert {line for line in told if line.startswith("X-")} <= {decision.id for decision in ledger.history()}


def test_two_writers_end_in_one_ledger(tmp_path, tell) -> None:
    """Two processes that add overlapping reports at once lose none, double none, and break no link; they end as one writer would."""
    both, alone = tmp_path / "both.db", tmp_path / "alone.db"
    writers = [adding(both, tell, range(25)), adding(both, tell, range(15, 40))]
    assert [writer.end()[0] for writer in writers] == [0, 0]
    assert adding(alone, tell, range(40)).end()[0] == 0
    with Ledger.open(both) as two, Ledger.open(alone) as one:
        assert list(two.verify()) == []
        assert list(two.disputes()) == list(one.disputes())
        assert [document.id for document in two.documents()] == [document.id for document in one.documents()]


def test_a_full_disk_is_told_and_costs_only_the_report_in_hand(tmp_path, tell) -> None:
    """When the file can grow no more the message says so; what was added before is there, and with room again the run goes on."""
    path = tmp_path / "full.db"
    Ledger.open(path).close()

    def work(say: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        try:
            with Ledger.open(path) as ledger:
                for number in range(2000):
                    say(tell(f"Item {number}. " + "More was not known. " * 99).into(ledger))
        except LedgerError as error:
            say(str(error).replace(" ", "_"))

    status, said = Child(work).end()
    assert status == 0
    assert "the_disk_is_full" in said[-1]
    with Ledger.open(path) as ledger:
        assert list(ledger.verify()) == []
        assert all(ledger.has(document) for document in said[:-1])
    assert adding(path, tell, range(3)).end()[0] == 0
