"""The API keeps its contract: schemathesis asks what the documentation allows and forbids, and what programs rely on is tried."""

import json

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
    negative_data_rejection, unsupported_method,
]  # fmt: skip


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_answers_are_as_documented(served: str, mode: GenerationMode) -> None:
    """Whatever is asked, allowed or not: no error of the server's own, a documented status, and a body of the documented shape."""
    schema = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 6
    forbidding = [one for one in operations if one.path in ("/api/v1/disputes", "/api/v1/facets")]  # the others take any words
    for operation in forbidding if mode is GenerationMode.NEGATIVE else operations:

        @settings(max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        asked()


def every(desk: TestClient, **asked: object) -> list[str]:
    ids: list[str] = []
    mark = None
    while True:
        page = desk.get("/api/v1/disputes", params={**asked, "limit": 1, **({"next": mark} if mark else {})}).json()
        ids += [item["id"] for item in page["items"]]
        if (mark := page["next"]) is None:
            return ids


def test_a_list_is_walked_to_its_end_by_its_marks(desk: TestClient) -> None:
    """Each dispute once, in the order of ids; the last page has no mark."""
    whole = desk.get("/api/v1/disputes").json()
    assert every(desk) == sorted(item["id"] for item in whole["items"])
    assert whole["total"] == len(whole["items"]) == 2
    assert whole["next"] is None


def test_filters_are_those_of_the_list(desk: TestClient) -> None:
    """Facets, words and time narrow together; counts come with them."""
    assert len(every(desk, country="LT")) == len(every(desk, employer="BALTMAR")) == len(every(desk, text="cheered")) == 1
    assert every(desk, country=["LT", "IE"]) == every(desk)
    assert every(desk, country="LT", until="2024") == []
    counted = desk.get("/api/v1/facets", params={"country": "LT"}).json()
    assert counted["total"] == 1
    assert counted["facets"]["country"] == {"IE": 1, "LT": 1}
    assert counted["facets"]["form"] == {"strike": 1}


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/api/v1/disputes?since=lately", 400, "since"),
        ("/api/v1/disputes?limit=0", 400, "limit"),
        ("/api/v1/disputes?since=2024&since=2025", 400, "since is given more than once"),
        ("/api/v1/disputes?next=zzz", 400, "no place in a list"),
        ("/api/v1/changes?since=zzz", 400, "no mark of this ledger"),
        ("/api/v1/disputes/D-none", 404, "there is no dispute D-none"),
        ("/api/v1/nowhere", 404, "Not Found"),
    ],
)
def test_every_error_has_one_shape(desk: TestClient, path: str, status: int, told: str) -> None:
    """The status, and words that say what is wrong."""
    answer = desk.get(path)
    assert answer.status_code == status == answer.json()["error"]["status"]
    assert told in answer.json()["error"]["message"]


def test_changes_tell_what_is_new_what_a_person_decided_and_what_was_merged(desk: TestClient) -> None:
    """A copy that asks with the last mark stays true: the id of a merged dispute comes as a tombstone."""
    ledger = desk.app.state.ledger  # type: ignore[attr-defined]
    first = desk.get("/api/v1/changes").json()
    assert sorted(first["new"]) == every(desk)
    assert desk.get("/api/v1/changes", params={"since": first["next"]}).json() == {**first, "new": []}
    one, other = every(desk)
    claim = ledger.dispute(one).claims[0].id
    ledger.correct(claim, "accept", by="ada", recorded_at="2025-04-01T09:00:00Z")
    second = desk.get("/api/v1/changes", params={"since": first["next"]}).json()
    assert (second["new"], second["updated"], second["merged"]) == ([], [one], {})
    ledger.merge(one, other, by="ada", recorded_at="2025-04-02T09:00:00Z")
    (kept,) = every(desk)
    third = desk.get("/api/v1/changes", params={"since": second["next"]}).json()
    assert third["updated"] == [kept]
    assert third["merged"] == {one if kept == other else other: kept}


def test_a_disputes_changes_are_told_in_words(desk: TestClient) -> None:
    """The same as its feed."""
    (one,) = every(desk, employer="Baltmar")
    latest, first = desk.get(f"/api/v1/disputes/{one}/changes").json()
    assert first["new"]
    assert any("420" in line for line in latest["changes"])


def test_the_documentation_describes_every_parameter(desk: TestClient) -> None:
    """Each has words, each answer a shape, and no error but the one shape."""
    documented = desk.get("/api/v1/openapi.json").json()
    for path, methods in documented["paths"].items():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            assert all(parameter.get("description") or parameter["in"] == "path" for parameter in operation.get("parameters", ())), path
            assert "422" not in operation["responses"]
    assert "HTTPValidationError" not in documented["components"]["schemas"]


def test_the_api_says_what_the_files_say(desk: TestClient) -> None:
    """One form of a dispute and of its line, in the API, in JSON Lines and in GeoJSON."""
    whole = {line["id"]: line for line in map(json.loads, desk.get("/disputes.jsonl").text.splitlines())}
    assert {one: desk.get(f"/api/v1/disputes/{one}").json() for one in every(desk)} == whole
    listed = {item["id"]: item for item in desk.get("/api/v1/disputes").json()["items"]}
    drawn = {one["id"]: one["properties"] for one in desk.get("/disputes.geojson").json()["features"]}
    assert {one: {**line, "name": drawn[one]["name"]} for one, line in listed.items()} == drawn
