"""Records of every kind, made from what the kinds declare: right ones by chance, and wrong values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from trust_tui.model.records import Record

R = TypeVar("R", bound=Record)

SECRET = "what nobody told you"

# Any text at all, half characters included. Two halves that meet are one character to JSON and to people.
TEXTS = st.text(st.characters()).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGERS | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
_OFFSETS = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=_OFFSETS)  # noqa: DTZ001

_ANY: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: INTEGERS,
    float: FLOATS,
    bool: st.booleans(),
    date: st.dates(),
    datetime: MOMENTS,
}
_WRONG: dict[Any, list[Any]] = {
    str: [5, True, [SECRET], {SECRET: SECRET}],
    int: [True, False, 1.0, "1", SECRET, [1]],
    float: [True, "1", SECRET, [1.0]],
    bool: [0, 1, "yes", SECRET, []],
    date: [20261122, SECRET, "", "2026-13-01", "2026-02-30", "2026-11-22T20:00:00+00:00", [SECRET]],
    datetime: [5, SECRET, "", "2026-11-22", "2026-11-22T20:00:00", "0001-01-01T00:00:00+10:00", {}],
}
_PLAIN: dict[Any, Any] = {
    str: "x",
    int: 1,
    float: 0.5,
    bool: True,
    date: date(2026, 11, 22),
    datetime: datetime(2026, 11, 22, 20, tzinfo=UTC),
}


def hints(cls: type[Any]) -> dict[str, Any]:
    """Return what each field with a place of its own is declared as."""
    found = get_type_hints(cls)
    return {each.name: found[each.name] for each in fields(cls) if each.name != "extra"}


def any_record(cls: type[R]) -> st.SearchStrategy[R]:
    """Return records of a kind with anything in them that they may hold, unknown fields too."""
    unknown = st.dictionaries(TEXTS.map("x-{}".format), JSON, max_size=3)
    return st.builds(cls, extra=unknown, **{name: any_value(hint) for name, hint in hints(cls).items()})


def plain_record(cls: type[R]) -> R:
    """Return one record of a kind, each field filled."""
    return cls(**{name: plain_value(hint) for name, hint in hints(cls).items()})


def any_value(hint: Any) -> st.SearchStrategy[Any]:
    """Return all that a field declared so may hold."""
    form, inner = _form(hint)
    if form is NoneType:
        return st.none() | any_value(inner)
    if form is tuple:
        return st.lists(any_value(inner), max_size=3).map(tuple)
    if form is Mapping:
        return st.dictionaries(TEXTS, JSON, max_size=3)
    if form is StrEnum:
        return st.sampled_from(inner)
    if form is object:
        return st.builds(inner, **{name: any_value(each) for name, each in hints(inner).items()})
    return _ANY[hint]


def plain_value(hint: Any) -> Any:
    """Return one value for a field declared so."""
    form, inner = _form(hint)
    if form is NoneType:
        return plain_value(inner)
    if form is tuple:
        return (plain_value(inner),)
    if form is Mapping:
        return {"x": [1]}
    if form is StrEnum:
        return next(iter(inner))
    if form is object:
        return inner(**{name: plain_value(each) for name, each in hints(inner).items()})
    return _PLAIN[hint]


def wrong_values(hint: Any) -> list[Any]:
    """Return JSON values that a field declared so cannot hold."""
    form, inner = _form(hint)
    if form is NoneType:
        return [value for value in wrong_values(inner) if value is not None]
    if form is tuple:
        return [None, SECRET, {"0": SECRET}, *([value] for value in wrong_values(inner))]
    if form is Mapping:
        return [None, SECRET, [SECRET], [[SECRET, SECRET]], 1]
    if form is StrEnum:
        return [None, SECRET, next(iter(inner)).upper(), True, {}]
    if form is object:
        wrong = [{name: value} for name, each in hints(inner).items() for value in wrong_values(each)]
        return [None, SECRET, True, [], {}, {SECRET: SECRET}, *wrong]
    return [None, *_WRONG[hint]]


def _form(hint: Any) -> tuple[Any, Any]:
    """Return what a hint is (NoneType for "or None", object for a dataclass) and what it is made of."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return NoneType, next(each for each in inner if each is not NoneType)
    if origin is tuple:
        return tuple, inner[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Mapping, None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return StrEnum, hint
    if isinstance(hint, type) and is_dataclass(hint):
        return object, hint
    return None, None
