"""Figures written out and read back by the tools that they are meant for."""

import csv
import io
import json
import zipfile
from pathlib import Path

import frictionless
import openpyxl
import pytest
import sdmx
from sdmx.model import common, v21

from picketline import plugins
from picketline.export.figures import Asked, Figures, datapackage, figures, xlsx
from picketline.export.figures import csv as csv_format
from picketline.export.figures import sdmx as sdmx_format
from picketline.export.revisions import revisions
from picketline.ledger import Ledger
from picketline.model import Claim, Dispute, Document, Record, Reported, Span, Value
from picketline.model.document import digest, document_id
from picketline.model.errors import UserError
from picketline.model.record import Quantity
from picketline.statistics.profile import profile


def strike(name: str, begin: str, end: str, workers: int) -> Dispute:
    value = {"begin": begin, "end": end, "workers": workers}
    return Dispute(name, (f"S-1#{name}",), (Claim("S-1", f"S-1#{name}", "segment", value, (Span(0, 1, "x"),)),))


STRIKES = [strike("D-1", "2023-01-30", "2023-02-03", 40), strike("D-2", "2023-05-08", "2023-05-08", 5)]


def made(**asked: object) -> Figures:
    return figures(STRIKES, Asked(profile("all"), **asked))  # type: ignore[arg-type]


def test_csv_has_a_line_for_each_figure_in_units() -> None:
    """Periods are written 2023-Q1; numbers are not rounded; an empty period has a zero."""
    rows = list(csv.DictReader(io.StringIO(csv_format.write(made(by="quarter", measures=("days-not-worked",))).decode())))
    assert [(row["period"], row["best"]) for row in rows] == [("2023-Q1", "200"), ("2023-Q2", "5")]


def test_a_workbook_opens_with_numbers_as_numbers() -> None:
    """Spreadsheet programs read the figures as numbers, and the notes stand on a sheet of their own."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(made())))
    assert book.sheetnames == ["Figures", "Notes"]
    assert [cell.value for cell in book["Figures"][2]][:4] == ["2023", "stoppages-beginning", 2, 2]


def test_sdmx_reads_back_the_same_figures(tmp_path: Path) -> None:
    """`sdmx1` parses the file, and each observation is there with its status."""
    written = sdmx_format.write(made(by="year", measures=("days-not-worked",)))
    (row,) = csv.DictReader(io.StringIO(written.decode()))
    assert row["STRUCTURE_ID"] == "ILO:DF_STR_DAYS_ECO_NB(1.0)"
    structure = v21.DataStructureDefinition(id="STR_DAYS_ECO_NB", maintainer=common.Agency(id="ILO"), version="1.0")
    for dimension in ("REF_AREA", "FREQ", "MEASURE", "ECO", "TIME_PERIOD"):
        structure.dimensions.getdefault(id=dimension)
    structure.measures.getdefault(id="OBS_VALUE")
    structure.attributes.getdefault(id="OBS_STATUS")
    flow = v21.DataflowDefinition(id="DF_STR_DAYS_ECO_NB", maintainer=common.Agency(id="ILO"), version="1.0", structure=structure)
    path = tmp_path / "figures.csv"
    path.write_bytes(written)
    (observation,) = sdmx.read_sdmx(path, structure=flow).data[0].obs
    assert float(observation.value) == 205


def test_sdmx_refuses_what_its_dataflows_cannot_hold() -> None:
    """Two measures of one dataflow, or a grouping that it has no dimension for, would be mixed up silently."""
    with pytest.raises(UserError, match="in-effect"):
        sdmx_format.write(made(measures=("stoppages-beginning", "stoppages-in-effect")))
    with pytest.raises(UserError, match="size"):
        sdmx_format.write(made(groupings=("size",)))


def test_frictionless_accepts_the_data_package(tmp_path: Path) -> None:
    """`frictionless validate` finds nothing wrong."""
    with zipfile.ZipFile(io.BytesIO(datapackage.write(made(groupings=("industry",))))) as package:
        package.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


@pytest.mark.parametrize("name", plugins.names("picketline.export.figures"))
def test_the_same_figures_are_the_same_bytes(name: str) -> None:
    """No clock and no random order in any format."""
    write = plugins.load("picketline.export.figures", name).write
    asked = {"measures": ("days-not-worked",)}
    assert write(made(**asked)) == write(made(**asked))


def test_json_carries_the_notes() -> None:
    """Whoever gets the file gets the rules and what is not known."""
    data = json.loads(plugins.load("picketline.export.figures", "json").write(made()))
    assert data["profile"] == "all"
    assert any("Counted by" in note for note in data["notes"])


def report(name: str, workers: int) -> tuple[Document, bytes, Record]:
    text = f"{name}: {workers} bakers at Hanlon's Crust struck on 8 May 2023, all day."
    data = text.encode()

    def quote(words: str) -> tuple[Span, ...]:
        return (Span.of(text, text.index(words), text.index(words) + len(words)),)

    dispute = Reported(
        "d1", employers=(Value("Hanlon's Crust", quote("Hanlon's Crust")),), forms=(Value("strike", quote("struck")),),
        started=Value("2023-05-08", quote("8 May 2023")), ended=Value("2023-05-08", quote("8 May 2023")),
        status=Value("ended", quote("all day")), workers_involved=Quantity(workers, quote(f"{workers} bakers")),
    )  # fmt: skip
    return (
        Document(document_id(digest(data)), name, text, digest(data), published=f"2023-05-{len(name):02d}"),
        data,
        Record(name, True, (dispute,)),
    )


def test_a_revision_names_the_day_and_what_moved_the_figure(tmp_path: Path) -> None:
    """The first report says 100; a later one 140: the figure of the first release stands as it was, the second is told as a change."""
    with Ledger.open(tmp_path / "l.db") as ledger:
        for number, (name, workers) in enumerate([("first report", 100), ("second report later", 140)], start=1):
            document, data, record = report(name, workers)
            ledger.add(document, data, record, recorded_at=f"2024-01-0{number}T12:00:00Z")
        found = list(revisions(ledger, Asked(profile("all"), measures=("workers-beginning",)), ledger.days()))
    assert [(one.day, one.value.best) for one in found] == [("2024-01-01", 100), ("2024-01-02", 140)]
    assert [one.change for one in found] == [None, 40]
