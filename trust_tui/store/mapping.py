"""Records as documents and back, by what the records themselves declare.

A field that this program does not know is kept in `extra` and written back where it was, so that two
versions of the program can share a ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from trust_tui.model.records import Record
from trust_tui.store.codec import Doc, copied

R = TypeVar("R", bound=Record)

Decode = Callable[[Any], Any]
"""Turns what JSON holds into a field's value. Raises ValueError or TypeError where it cannot."""


class FieldProblem(ValueError):
    """A document that is no record of its kind. The message names the field, never what is in it."""


def to_doc(record: Record) -> Doc:
    """Return the document for a record."""
    doc: Doc = {"id": record.id, "type": record.kind}
    for name in _form(type(record)).readers:
        doc[name] = to_json(getattr(record, name))
    for name, value in record.extra.items():
        doc.setdefault(name, to_json(value))
    return doc


def to_record(cls: type[R], doc: Doc) -> R:
    """Return the record in a document, sharing nothing with it.

    Raises:
        FieldProblem: If it is not one of this kind.
    """
    if not isinstance(doc, dict) or doc.get("type", cls.kind) != cls.kind:
        raise FieldProblem("type")
    form = _form(cls)
    values: dict[str, Any] = {}
    extra: Doc = {}
    for name, value in doc.items():
        read = form.readers.get(name)
        if read is not None:
            try:
                values[name] = read(value)
            except (ValueError, TypeError, OverflowError) as problem:
                raise FieldProblem(name) from problem
        elif name != "type":
            extra[name] = copied(value)
    for name in form.required:
        if name not in values:
            raise FieldProblem(name)
    return cls(**values, extra=extra)


def defaults(cls: type[Record]) -> Mapping[str, Any]:
    """Return what a document of this kind means where it lacks a field, as JSON has it."""
    return _form(cls).defaults


def to_json(value: Any) -> Any:
    """Return a field's value as JSON has it.

    Raises:
        TypeError: If it has no form there.
    """
    if type(value) is str:  # most are: this is quicker than to ask what else it may be
        return value
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a moment needs a zone")  # Python would take it for this machine's own
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if is_dataclass(value):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"no form for {type(value).__name__} in a document")


class _Form(NamedTuple):
    """What a document of one kind looks like.

    Attributes:
        readers: How to read each field that has a place of its own.
        required: The fields that have to be there.
        defaults: What the others mean when they are not, as JSON has it.
    """

    readers: Mapping[str, Decode]
    required: tuple[str, ...]
    defaults: Mapping[str, Any]


_FORMS: dict[Any, _Form] = {}


def _form(cls: Any) -> _Form:
    form = _FORMS.get(cls)
    if form is None:
        hints = get_type_hints(cls)
        own = [each for each in fields(cls) if each.name != "extra"]
        form = _FORMS[cls] = _Form(
            readers={each.name: _reader(hints[each.name]) for each in own},
            required=tuple(each.name for each in own if _default(each) is MISSING),
            defaults={each.name: to_json(_default(each)) for each in own if _default(each) is not MISSING},
        )
    return form


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _reader(hint: Any) -> Decode:
    """Return how to read a value declared as `hint`.

    Raises:
        TypeError: If this program has no form for it yet.
    """
    if hint is Any:
        return copied
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType} and len(arguments) == 2 and NoneType in arguments:
        return _optional(_reader(next(each for each in arguments if each is not NoneType)))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _tuple(_reader(arguments[0]))
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _mapping
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if isinstance(hint, type) and is_dataclass(hint):
        return _nested(hint)
    raise TypeError(f"no form for {hint} in a document")


def _exactly(kind: type) -> Decode:
    def read(value: Any) -> Any:
        # Not isinstance: True is an int to Python, and "yes" for 1 to nobody.
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return read


def _number(value: Any) -> float:
    if type(value) not in {int, float}:
        raise TypeError("number")
    return float(value)


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return found.astimezone(UTC)


def _mapping(value: Any) -> Any:
    if type(value) is not dict:
        raise TypeError("object")
    return copied(value)


def _optional(read: Decode) -> Decode:
    return lambda value: None if value is None else read(value)


def _tuple(read: Decode) -> Decode:
    def read_all(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError("list")
        return tuple(map(read, value))

    return read_all


def _nested(cls: type[Any]) -> Decode:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise TypeError("object")
        readers = _form(cls).readers
        return cls(**{name: readers[name](item) for name, item in value.items() if name in readers})

    return read


_PLAIN: dict[Any, Decode] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: _number,
    date: date.fromisoformat,
    datetime: _moment,
}
