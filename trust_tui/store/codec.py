"""JSON, fast where it can be and exact where it must be."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson

Doc = dict[str, Any]
"""A document as JSON has it. In a ledger's memory it is never changed: a changed one is a new one."""

_LARGE = 1 << 20

# Dates and dataclasses have a form of their own in mapping.py: one that slips through is a mistake.
_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def encode(value: Any) -> bytes:
    """Return `value` as JSON on one line.

    Raises:
        TypeError: If JSON has no form for it.
    """
    try:
        return orjson.dumps(value, option=_STRICT)
    except TypeError as problem:
        if "surrogate" not in str(problem):
            raise
    # Half a character, as a broken paste may leave it, is stored as given; orjson knows no form for it.
    import json

    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()


def decode(data: bytes | memoryview) -> Any:
    """Return the value that `encode` made `data` from.

    Raises:
        ValueError: If it is not JSON.
    """
    with uncollected(len(data)):
        return _decode(data)


@contextmanager
def uncollected(size: int) -> Iterator[None]:
    """Let no collection look through what is decoded in the block, so many bytes: it would find nothing."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if size > _LARGE:
            gc.freeze()  # it stays for as long as the program runs: no later collection need look at it
        if was_collecting:
            gc.enable()


def copied(value: Any) -> Any:
    """Return a copy of a JSON value that shares nothing changeable with it."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def _decode(data: bytes | memoryview) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        if b"\\ud" not in bytes(data).lower():
            raise
    import json

    return json.loads(bytes(data), parse_constant=_refuse)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
