"""What people typed is data: this is the one place that makes it safe to show."""

from __future__ import annotations

import re

TEXT_LIMIT = 20_000
"""The longest text of one field, in characters: about seven printed pages."""

# C0 and C1 controls except newline and tab, and the marks that turn the direction of what follows.
_UNSHOWN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u061c\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)


def shown(text: str) -> str:
    """Return `text` with every character that could command a terminal replaced, one for one.

    What is stored stays as it was given; columns stay aligned because the length does.
    """
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return `text` safe to show on a single line."""
    return shown(" ".join(text.split()))
