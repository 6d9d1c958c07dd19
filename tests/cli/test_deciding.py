"""Commands by which people decide."""


def test_merge_and_undo(run, ledger, disputes) -> None:
    """One dispute, reachable by both ids; taken back, two again; the history tells both."""
    one, other = disputes.values()
    ran = run("merge", one, other, "--by", "Ann", "--note", "one conflict", "--json")
    assert ran.code == 0
    assert len(run("disputes", "--json").json()) == 1
    assert run("show", max(one, other), "--json").json()[0]["id"] == run("show", min(one, other), "--json").json()[0]["id"]
    assert run("undo", ran.json()[0]["id"], "--by", "Bo").code == 0
    assert len(run("disputes", "--json").json()) == 2
    assert [(line["kind"], line["by"], line["standing"]) for line in run("history", "--json").json()] == [
        ("merge", "Ann", False),
        ("undo", "Bo", True),
    ]
    assert "taken back" in run("history").out


def test_split_tells_the_ids_of_the_parts(run, ledger, disputes) -> None:
    """The report that was told apart has a dispute of its own; `why` gives the person's word first."""
    dispute = disputes["Harwick Quays"]
    second = run("show", dispute, "--json").json()[0]["reports"][1]["id"]
    assert "same employer" in run("why", dispute, second).out
    assert "told apart: D-" in run("split", dispute, second, "--by", "Ann", "--note", "another year").out
    why = run("why", dispute, second)
    assert "does not belong" in why.out and "another year (Ann said so)" in why.out


def test_corrections_change_what_stands(run, ledger, disputes) -> None:
    """Accept, replace and reject, by the ids that `show --json` tells."""
    dispute = disputes["Harwick Quays"]

    def people() -> dict:  # type: ignore[type-arg]
        return run("show", dispute, "--json").json()[0]["values"]["workers_involved"][0]

    rival = people()["rivals"][0]["claim"]
    assert run("accept", rival, "--by", "Ann").code == 0
    assert people()["content"]["value"] == 500
    assert run("replace", rival, "about 450", "--by", "Ann").code == 0
    assert people()["content"] == {"value": 450, "approximate": True}
    assert run("reject", people()["claim"], "--by", "Ann").code == 0
    assert people()["content"]["value"] == 380


def test_a_replacement_must_be_a_value_of_its_kind(run, ledger, disputes) -> None:
    """A date that is none, an unknown code, a number in words: exit 2, with what would be right."""
    values = run("show", disputes["Harwick Quays"], "--json").json()[0]["values"]
    for name, wrong, right in (
        ("started", "spring", "2024-02"),
        ("form", "riot", "hunger_strike"),
        ("workers_involved", "many", "about 500"),
    ):
        ran = run("replace", values[name][0]["claim"], wrong, "--by", "Ann")
        assert ran.code == 2
        assert right in ran.err


def test_fields_of_an_event_can_be_set(run, ledger, disputes) -> None:
    """`FIELD=VALUE; FIELD=VALUE`, and an empty value takes a field away."""
    dispute = disputes["Tolland Mill"]
    claim = run("show", dispute, "--json").json()[0]["values"]["event"][0]["claim"]
    assert run("replace", claim, "count=40; date=; modality=alleged", "--by", "Ann").code == 0
    event = run("show", dispute, "--json").json()[0]["values"]["event"][0]
    assert event["content"] == {"type": "action_started", "count": 40, "modality": "alleged"}
    assert event["modality"] == "alleged"


def test_nobody_decides_without_a_name(run, ledger, disputes) -> None:
    """`--by` is required: exit 2."""
    assert run("merge", *disputes.values()).code == 2


def test_names_are_said_to_be_one(run, ledger, disputes) -> None:
    """Two names of the ledger, joined, told in the history, and taken back; a name that is in no report is refused with exit 2."""
    one, other = disputes
    ran = run("same", one, other, "--by", "Ann", "--json")
    assert (ran.code, ran.json()[0]["kind"]) == (0, "same name")
    assert " = " in run("history").out
    assert run("undo", ran.json()[0]["id"], "--by", "Bo").code == 0
    assert run("same", one, "Nowhere", "--by", "Ann").code == 2
    assert run("same", one, other).code == 2
    assert run("same").out == ""
