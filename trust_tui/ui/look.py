"""How it looks: three themes, and glyphs for terminals that cannot show all of Unicode."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import NamedTuple

from textual.theme import Theme

DEFAULT_THEME = "evening"

# Contrast of text on background, by WCAG's formula: evening 11.6, daylight 11.2, contrast 21.
THEMES: tuple[Theme, ...] = (
    Theme(
        name="evening",
        primary="#d9a066",
        secondary="#8fb8a8",
        accent="#e3b17a",
        foreground="#e6ddd2",
        background="#1d1a19",
        surface="#282422",
        panel="#332e2b",
        success="#a3b98a",
        warning="#d9b36c",
        error="#d8927a",
        dark=True,
        variables={
            "person-1": "#e0a878",
            "person-2": "#86bdb4",
            "quiet": "#9a8f84",
            "rule": "#443d38",
            "field": "#272321",
            "field-focus": "#342e2a",
            "input-selection-background": "#d9a066 35%",
        },
    ),
    Theme(
        name="daylight",
        primary="#8a5a2b",
        secondary="#2f6b60",
        accent="#8f5518",
        foreground="#35302b",
        background="#f8f4ec",
        surface="#efe9dd",
        panel="#e4dccd",
        success="#4d6b34",
        warning="#7d5a10",
        error="#97452c",
        dark=False,
        variables={
            "person-1": "#9a4f17",
            "person-2": "#1f6a61",
            "quiet": "#6f665b",
            "rule": "#d5cbb9",
            "field": "#f1ebdf",
            "field-focus": "#e8dfcd",
            "input-selection-background": "#8a5a2b 30%",
        },
    ),
    Theme(
        name="contrast",
        primary="#ffd75f",
        secondary="#87ffff",
        accent="#ffd75f",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        success="#afff87",
        warning="#ffd75f",
        error="#ffaf87",
        dark=True,
        variables={
            "person-1": "#ffd75f",
            "person-2": "#87ffff",
            "quiet": "#d0d0d0",
            "rule": "#808080",
            "field": "#1c1c1c",
            "field-focus": "#3a3a3a",
            "input-selection-background": "#5f5f00",
        },
    ),
)

TERMINAL = Theme(
    name="terminal",
    primary="ansi_yellow",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_magenta",
    ansi=True,
    variables={
        "person-1": "ansi_yellow",
        "person-2": "ansi_cyan",
        "quiet": "ansi_default",
        "rule": "ansi_default",
        "field": "ansi_default",
        "field-focus": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-hover-background": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_bright_white",
    },
)
"""The terminal's own colours, for those that have sixteen or none to choose from."""

THEME_WORDS = {
    "evening": "evening, dark and warm",
    "daylight": "daylight, light and warm",
    "contrast": "high contrast",
}


class Glyphs(NamedTuple):
    """The marks that the screens draw.

    Attributes:
        people: The mark of the first and of the second person.
        bars: Five heights, for the steps of *safe* and *close*.
        chosen: Before a word that is chosen.
        hidden: In place of each character of a private note.
        rule: Repeated into a line.
        more: What is left out.
        here: Before what the cursor is on.
        later: After an answer that was given on a later day.
        heat: How an occurrence of a promise stands, by the value of its state.
        frame: The corners and sides of a card, from its top left corner on.
        dash: Between two things.
        both: Where the marks of both people meet.
    """

    people: tuple[str, str]
    bars: str
    chosen: str
    hidden: str
    rule: str
    more: str
    dash: str
    here: str
    frame: str
    later: str
    heat: Mapping[str, str]
    both: str


def _heat(marks: str) -> Mapping[str, str]:
    states = ("open", "kept", "not_kept", "differs", "renewed", "withdrawn", "paused")
    return {"not_due": " ", **dict(zip(states, marks, strict=True))}


UNICODE = Glyphs(("●", "◆"), "▁▂▄▆█", "✓", "·", "─", "…", "–", "▸", "┌─┐│└┘", " +", _heat("·■□◧rw~"), "◈")
ASCII = Glyphs(("o", "#"), "12345", "x", "*", "-", "...", "-", ">", "+-+|++", " +", _heat(".#o%rw~"), "@")


def glyphs_for(env: Mapping[str, str]) -> Glyphs:
    """Return the glyphs that this terminal can show, judged by its locale and kind.

    A locale that names an encoding other than UTF-8, or is C or POSIX, gets ASCII. Where no locale is set at
    all, Unicode is the safer guess today, except on a dumb terminal.
    """
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if env.get("TERM") == "dumb":
        return ASCII
    if not locale or "utf" in locale.lower():
        return UNICODE
    return ASCII


def suits_few_colours(env: Mapping[str, str]) -> bool:
    """Say whether this terminal shows sixteen colours or fewer, or was asked for none."""
    if env.get("NO_COLOR"):
        return True
    if env.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return False
    # Judged as rich judges it, which draws: other names than these get sixteen colours from it.
    return sys.platform != "win32" and env.get("TERM", "").rpartition("-")[2] not in {"256color", "kitty"}
