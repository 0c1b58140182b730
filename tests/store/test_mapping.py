"""Records become documents and come back as they were; what is no record is refused by its field's name."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.any_record import SECRET, any_record, hints, plain_record, wrong_values
from tests.store.evening import NOW, topic
from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Topic
from trust_tui.model.kinds import KINDS
from trust_tui.model.records import COMMON, Record, content
from trust_tui.model.versions import Version
from trust_tui.store import codec
from trust_tui.store.mapping import FieldProblem, defaults, to_doc, to_json, to_record

WRONG = [
    pytest.param(cls, name, value, id=f"{cls.kind}-{name}-{value!r:.40}")
    for cls in KINDS.values()
    for name, hint in hints(cls).items()
    if cls is Topic or name not in COMMON  # what all have in common is looked at once
    for value in wrong_values(hint)
]

every_kind = pytest.mark.parametrize("cls", KINDS.values(), ids=lambda cls: cls.kind)


@every_kind
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_every_record_comes_back(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(any_record(cls))

    doc = codec.decode(codec.encode(to_doc(record)))

    assert to_record(cls, doc) == record
    assert to_doc(to_record(cls, doc)) == doc, "and reading and writing it once more changes nothing"


@every_kind
def test_every_kind_is_kept_under_its_own_name(cls: type[Record]) -> None:
    assert cls.kind
    assert KINDS[cls.kind] is cls


# Written.


def test_a_document_says_first_what_it_is() -> None:
    assert list(to_doc(topic("x")))[:2] == ["id", "type"]


@pytest.mark.parametrize("offset", [-8, 0, 14])
def test_moments_are_written_in_utc(offset: int) -> None:
    there = datetime(2026, 11, 22, 20, tzinfo=UTC).astimezone(timezone(timedelta(hours=offset)))

    assert to_json(there) == "2026-11-22T20:00:00+00:00"


def test_a_moment_without_a_zone_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TypeError):
        to_doc(replace(topic("x"), updated_at=datetime(2026, 11, 22, 20)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "value", [b"x", {1}, object(), 1 + 1j, [object()], {"x": b"x"}], ids=lambda value: type(value).__name__
)
def test_what_has_no_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        to_json(value)


def test_a_version_keeps_the_fields_of_any_kind() -> None:
    checkin = CheckIn.new(author="a", device="d", moment=NOW, feelings=("calm",), written_on=NOW.day)
    version = Version.new(
        author="a",
        device="d",
        moment=NOW,
        of=checkin.id,
        of_kind=checkin.kind,
        of_rev=1,
        body=content(checkin),
    )

    back = to_record(Version, codec.decode(codec.encode(to_doc(version))))

    assert back.body["feelings"] == ["calm"]
    assert back.body["written_on"] == "2026-11-22"
    assert set(back.body) == {each.name for each in fields(CheckIn)} - COMMON


# Read.


@pytest.mark.parametrize(("cls", "name", "value"), WRONG)
def test_a_wrong_value_is_refused_by_its_fields_name_alone(cls: type[Record], name: str, value: Any) -> None:
    doc = to_doc(plain_record(cls)) | {name: value}

    with pytest.raises(FieldProblem) as caught:
        to_record(cls, doc)

    assert str(caught.value) == name


@every_kind
def test_a_missing_field_means_its_default_or_is_named(cls: type[Record]) -> None:
    for name in hints(cls):
        doc = to_doc(plain_record(cls))
        del doc[name]
        if name in defaults(cls):
            assert to_doc(to_record(cls, doc))[name] == defaults(cls)[name]
        else:
            with pytest.raises(FieldProblem, match=rf"^{name}$"):
                to_record(cls, doc)


def test_the_defaults_are_those_of_the_records() -> None:
    assert defaults(CheckIn)["released"] is False
    assert defaults(CheckIn)["feelings"] == []
    assert defaults(CheckIn)["visibility"] == "shared"
    assert {"id", "author", "day", "written_on"}.isdisjoint(defaults(CheckIn))


@pytest.mark.parametrize(
    "doc", [None, [], SECRET, 5, {"type": "victory"}, {"type": None}, {"type": [SECRET]}]
)
def test_a_document_of_another_kind_is_refused(doc: Any) -> None:
    whole = to_doc(topic("x")) | doc if isinstance(doc, dict) else doc

    with pytest.raises(FieldProblem, match=r"^type$"):
        to_record(Topic, whole)


def test_a_document_need_not_say_its_kind() -> None:
    record = topic("x")
    doc = to_doc(record)
    del doc["type"]

    assert to_record(Topic, doc) == record


# What a newer program wrote.


def test_unknown_fields_are_carried_along_and_written_back() -> None:
    unknown = {"mood": {"now": ["better", None]}, "extra": [1], "kind": "of", "form": True}
    doc = to_doc(topic("x")) | unknown

    changed = to_record(Topic, doc).changed(NOW, text="y")

    assert to_doc(changed) == doc | {"text": "y", "rev": 2}


@pytest.mark.parametrize("name", ["id", "type", "text", "rev", "deleted"])
def test_an_unknown_field_never_takes_the_place_of_a_known_one(name: str) -> None:
    record = replace(topic("x"), extra={name: SECRET})

    assert to_doc(record) == to_doc(replace(record, extra={}))


def test_a_record_shares_nothing_with_the_document_it_came_from() -> None:
    doc = to_doc(plain_record(Version)) | {"unknown": {"list": [1]}}
    doc["body"] = {"list": [1]}
    record = to_record(Version, doc)

    doc["unknown"]["list"].append(2)
    doc["body"]["list"].append(2)

    assert (record.extra, record.body) == ({"unknown": {"list": [1]}}, {"list": [1]})


def test_a_document_shares_nothing_with_the_record_it_came_from() -> None:
    inner = {"list": [1]}
    doc = to_doc(replace(topic("x"), extra={"unknown": inner}))

    inner["list"].append(2)

    assert doc["unknown"] == {"list": [1]}


def test_a_field_of_a_form_that_nobody_thought_of_is_noticed_at_once() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Record):
        kind = "odd"
        chosen: frozenset[str]

    with pytest.raises(TypeError, match="no form for"):
        to_record(Odd, {"type": "odd"})
