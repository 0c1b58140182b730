"""The past of a record, kept so that nobody can silently rewrite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from trust_tui.model.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Record):
    """A record as it was before a change. Append-only; its author is who made the change.

    Attributes:
        of: The id of the record that was changed.
        of_kind: That record's kind.
        of_rev: The revision that this was.
        body: The record's own fields as they were.
    """

    kind: ClassVar[str] = "version"

    of: str
    of_kind: str
    of_rev: int
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)
