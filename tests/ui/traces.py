"""Looks for words in everything that the program's widgets hold, shown or not."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Task
from collections.abc import Iterator, Mapping
from enum import Enum
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from rich.text import Text
from textual.app import App
from textual.binding import BindingsMap
from textual.content import Content
from textual.css.styles import StylesBase
from textual.dom import DOMNode
from textual.strip import Strip
from textual.theme import Theme

from tests.ui.sitting import Sitting
from trust_tui.services.companion import Companion

# Where words are kept is no place of a widget; a function is looked into through what it closes over.
_ELSEWHERE = (
    Companion, App, DOMNode, ModuleType, type, BuiltinFunctionType, AbstractEventLoop, Task, Enum, int, bytes,
    BindingsMap, StylesBase, Theme,
)  # fmt: skip

# A hidden widget keeps its last picture until the next one is drawn. The others hold no words.
_CACHES = {"_render_cache", "_box_model_cache", "_rich_style_cache", "_arrangement_cache"}


def traces(there: Sitting, marker: str) -> list[str]:
    """Return where `marker` is found: on the screen, in a widget, in a notice, in what could be pasted."""
    found = [f"the screen shows {line!r}" for line in there.lines if marker in line]
    for widget in there.widgets():
        held = {name: value for name, value in vars(widget).items() if name not in _CACHES}
        found += [f"{widget!r} holds {text!r}" for text in _texts(held, set()) if marker in text]
        found += [f"{widget!r} draws it" for text in [str(widget.render())] if marker in text]
    found += [f"a notice says {notice.message!r}" for notice in there.app._notifications]
    found += [f"it can be pasted: {there.app.clipboard!r}"]
    return [line for line in found if marker in line]


def _texts(thing: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Content | Text):
        yield thing.plain
    elif isinstance(thing, Strip):
        yield thing.text
    elif id(thing) not in seen and not isinstance(thing, _ELSEWHERE):
        seen.add(id(thing))
        for part in _parts(thing):
            yield from _texts(part, seen)


def _parts(thing: Any) -> Iterator[Any]:
    if isinstance(thing, MethodType):
        yield thing.__func__
    elif isinstance(thing, FunctionType):
        yield from (cell.cell_contents for cell in thing.__closure__ or () if _is_filled(cell))
    elif isinstance(thing, Mapping):
        yield from thing.keys()
        yield from thing.values()
    elif isinstance(thing, list | tuple | set | frozenset):
        yield from thing
    else:
        yield from vars(thing).values() if hasattr(thing, "__dict__") else ()
        for kind in type(thing).__mro__:
            slots = getattr(kind, "__slots__", ())
            for name in [slots] if isinstance(slots, str) else slots:
                yield getattr(thing, name, None)


def _is_filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True
