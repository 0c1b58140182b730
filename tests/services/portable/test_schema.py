"""The published schema is what the records declare, and every export keeps to it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.store.any_record import plain_record
from trust_tui.content import load
from trust_tui.model.kinds import KINDS
from trust_tui.model.people import Couple
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import open_demo
from trust_tui.services.portable import Form
from trust_tui.services.portable.gather import Gathered, Scope
from trust_tui.services.portable.ours import render_json
from trust_tui.services.portable.schema import schema


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    published = load("export.schema.json")
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published, format_checker=FormatChecker())


def every_kind() -> dict[str, Any]:
    """Return an export with one record of every kind, each field filled."""
    records = {name: [plain_record(cls)] for name, cls in KINDS.items()}
    made: dict[str, Any] = json.loads(render_json(Gathered(Scope(None), Couple(()), records)))
    return made


def test_the_published_schema_is_up_to_date() -> None:
    """Where it is not: `json.dumps(schema(), indent=1, ensure_ascii=False)` and a line break makes it."""
    assert load("export.schema.json") == schema()


def test_every_kind_keeps_to_it(validator: Draft202012Validator) -> None:
    made = every_kind()
    assert set(made["records"]) == set(KINDS)
    validator.validate(made)


def test_a_year_of_two_people_keeps_to_it(validator: Draft202012Validator) -> None:
    demo = open_demo(system_clock)
    for name in ("", "Nora", "Sam"):
        validator.validate(json.loads(demo.portable.render(Form.JSON, demo.portable.scope(name))))


def test_a_tombstone_and_an_unknown_field_keep_to_it(validator: Draft202012Validator) -> None:
    made = every_kind()
    made["records"]["topic"][0] |= {"deleted": None, "new": {"from": ["a newer program"]}}
    made["records"]["victory"][0]["deleted"] = {
        "by": "x",
        "at": datetime(2026, 11, 22, tzinfo=UTC).isoformat(),
    }
    validator.validate(made)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("checkin", "safe", "4"),
        ("checkin", "feelings", "calm"),
        ("checkin", "day", "22 November"),
        ("promise", "schedule", "fridays"),
        ("outcome", "result", "forgiven"),
        ("victory", "visibility", "public"),
        ("victory", "type", "topic"),
        ("person", "rev", None),
    ],
)
def test_what_is_no_such_record_does_not(
    validator: Draft202012Validator, kind: str, name: str, value: object
) -> None:
    made = every_kind()
    made["records"][kind][0][name] = value
    assert not validator.is_valid(made)


def test_a_record_without_its_words_does_not(validator: Draft202012Validator) -> None:
    made = every_kind()
    del made["records"]["victory"][0]["text"]
    assert not validator.is_valid(made)
    assert not validator.is_valid(replace_version(every_kind()))


def replace_version(made: dict[str, Any]) -> dict[str, Any]:
    return made | {"version": 2}


def test_the_same_records_make_the_same_bytes() -> None:
    records = {name: [plain_record(cls)] for name, cls in KINDS.items()}
    gathered = Gathered(Scope(None), Couple(()), records)
    assert render_json(gathered) == render_json(replace(gathered))
    assert b"system" not in render_json(gathered)
