"""Looking at what was typed before anything is written."""

from __future__ import annotations

from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.problems import Problem, TooLongProblem


def trimmed(text: str, field: str) -> str:
    """Return a text without the space around it.

    Args:
        text: What was typed.
        field: Where, so that trouble is told there.

    Raises:
        TooLongProblem: If it is longer than a field holds.
    """
    text = text.strip()
    if len(text) > TEXT_LIMIT:
        raise TooLongProblem(len(text), field)
    return text


def needed(text: str, field: str, ask: str) -> str:
    """Return a text that has to be there, without the space around it.

    Args:
        text: What was typed.
        field: Where, so that trouble is told there.
        ask: What to say where there is nothing.

    Raises:
        Problem: If there is nothing, or more than a field holds.
    """
    text = trimmed(text, field)
    if not text:
        raise Problem(ask, field)
    return text
