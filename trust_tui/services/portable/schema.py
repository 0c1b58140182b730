"""The JSON Schema of an export, made from what the records themselves declare.

`trust_tui/content/export.schema.json` is what this returns; a test keeps it so.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from trust_tui.model.kinds import KINDS
from trust_tui.model.records import COMMON, Record
from trust_tui.services.portable.ours import FORMAT, VERSION

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema() -> dict[str, Any]:
    """Return it. What a newer program adds to a record is allowed."""
    kinds = {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in KINDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An export of trust-tui",
        "description": "Every record one may see, by kind, in the order they were written.",
        "type": "object",
        "required": ["format", "version", "whose", "since", "records"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "whose": {
                "type": "string",
                "description": "“everything”, “both”, or the id of the person it was made for.",
            },
            "since": {"anyOf": [_PLAIN[date], {"type": "null"}], "description": "Its first day."},
            "records": {"type": "object", "properties": kinds, "additionalProperties": False},
        },
        "$defs": {"record": _common()} | {name: _kind(name, cls) for name, cls in KINDS.items()},
    }


def _common() -> dict[str, Any]:
    made = _object(Record, COMMON - {"extra"})
    made["required"] = ["id", "type", *(name for name in made["required"] if name != "id")]
    return made


def _kind(name: str, cls: type[Record]) -> dict[str, Any]:
    own = {each.name for each in fields(cls)} - COMMON
    made = _object(cls, own)
    made["properties"] = {"type": {"const": name}, **made["properties"]}
    return {"allOf": [{"$ref": "#/$defs/record"}], **made}


def _object(cls: type[Any], names: set[str] | frozenset[str]) -> dict[str, Any]:
    hints, words = get_type_hints(cls), _words(cls)
    own = [each for each in fields(cls) if each.name in names]
    properties = {each.name: _value(hints[each.name]) | words.get(each.name, {}) for each in own}
    required = [each.name for each in own if each.default is MISSING and each.default_factory is MISSING]
    about = inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0]
    return {
        "description": " ".join(about.split()),
        "type": "object",
        "properties": properties,
        "required": required,
    }


def _words(cls: type[Any]) -> dict[str, dict[str, str]]:
    """Return what the docstrings say about each field."""
    found: dict[str, dict[str, str]] = {}
    for each in reversed(cls.__mro__):
        text = inspect.cleandoc(each.__doc__ or "").partition("Attributes:\n")[2]
        found |= {name: {"description": " ".join(said.split())} for name, said in _ATTRIBUTE.findall(text)}
    return found


def _value(hint: Any) -> dict[str, Any]:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType} and NoneType in inner:
        return {"anyOf": [_value(next(each for each in inner if each is not NoneType)), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(inner[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [each.value for each in hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        return _object(hint, {each.name for each in fields(hint)})
    raise TypeError(f"no schema for {hint}")
