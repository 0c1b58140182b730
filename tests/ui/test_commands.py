"""The one table of commands holds together: every command is bound somewhere, and does something there."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import trust_tui.ui
from tests.architecture.source import Source, literals, our_sources
from trust_tui.ui import keys
from trust_tui.ui.app import TrustApp
from trust_tui.ui.commands import COMMANDS, Command, Place


@cache
def owners() -> dict[Place, set[type[DOMNode]]]:
    """Return the classes that bind the commands of each place."""
    for module in pkgutil.walk_packages(trust_tui.ui.__path__, "trust_tui.ui."):
        import_module(module.name)
    place_of = {command.id: command.place for command in COMMANDS}
    found = defaultdict(set)
    for kind in _below(DOMNode):
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id in place_of:
                found[place_of[binding.id]].add(kind)
    return found


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def broken(table: Iterable[Command]) -> Iterator[str]:
    """Yield what is wrong with the actions of a table."""
    for command in table:
        namespace, name, arguments = parse(command.action)
        bound = {TrustApp} if namespace == "app" else owners()[command.place]
        if not bound:
            yield f"{command.id} is bound nowhere"
        for kind in bound:
            method = getattr(kind, f"action_{name}", None)
            if method is None:
                yield f"{kind.__name__} has no action_{name}"
            elif not _takes(method, len(arguments)):
                yield f"{kind.__name__}.action_{name} does not take {arguments}"


def _takes(method: object, arguments: int) -> bool:
    try:
        inspect.signature(method).bind(None, *[None] * arguments)  # type: ignore[arg-type]
    except TypeError:
        return False
    return True


def doubled(table: Iterable[Command]) -> Iterator[str]:
    """Yield the keys that mean two things in one place, or one thing here and another everywhere."""
    taken: dict[tuple[Place, str], str] = {}
    for command in table:
        for key in command.key_names:
            if (command.place, key) in taken:
                yield f"{key} is {taken[command.place, key]} and {command.id}"
            taken[command.place, key] = command.id
    for (place, key), command_id in taken.items():
        if place is not Place.EVERYWHERE and (Place.EVERYWHERE, key) in taken:
            yield f"{key} is {command_id} and {taken[Place.EVERYWHERE, key]}"


def test_every_command_does_something_where_it_is_bound() -> None:
    assert list(broken(COMMANDS)) == []


@pytest.mark.parametrize("action", ["sve", "app.safty", "country(1)", "save(1)"])
def test_a_command_that_would_do_nothing_is_seen(action: str) -> None:
    assert list(broken([COMMANDS[0]._replace(action=action)]))


def test_no_key_means_two_things_in_one_place() -> None:
    assert list(doubled(COMMANDS)) == []


def test_a_key_that_means_two_things_is_seen() -> None:
    first, second = COMMANDS[:2]
    assert first.place is second.place
    assert list(doubled([first, second._replace(keys=f"f11,{first.keys}")]))
    assert list(doubled([*COMMANDS, first._replace(keys="f12")]))


def test_every_command_has_a_name_of_its_own_that_needs_no_quotes() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert [
        name for name in ids if not name.replace(".", "", 1).replace("-", "").replace("_", "").isalnum()
    ] == []


def test_every_command_is_explained_in_a_short_sentence() -> None:
    for command in COMMANDS:
        assert command.help[0].isupper()
        assert not command.help.endswith(".")
        assert len(command.help) <= 66, command.help
        assert len(command.label) <= 20, command.label


def test_every_place_is_used() -> None:
    assert {command.place for command in COMMANDS} == set(Place)


def test_screens_and_widgets_are_known_as_such_where_keys_are_checked() -> None:
    """A key may mean one thing on a screen of its own and another in the shell; never within one screen."""
    for place, kinds in owners().items():
        is_screen = any(issubclass(kind, Screen) for kind in kinds)
        assert is_screen == (place in keys._SCREENS | {Place.SHELL}), place


# What the screens say about keys.


def unknown(source: Source) -> Iterator[str]:
    """Yield the commands whose key a source asks for and which are not in the table."""
    ids = {command.id for command in COMMANDS}
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"key", "by_id"} and node.args:
            asked = node.args[0]
            if isinstance(asked, ast.Constant) and asked.value not in ids:
                yield f"{source.module}:{node.lineno} asks for the key of {asked.value!r}"


def by_heart(source: Source) -> Iterator[str]:
    """Yield the texts of a source that name a key, which may be another one for somebody."""
    for line, text in literals(source):
        if found := re.search(r"\b[Pp]ress [a-z]\b|(^|\s)\^[a-z]\b|\bF[0-9]+ (opens|clears|shows)", text):
            yield f"{source.module}:{line} says {found.group()!r}"


def screens() -> list[Source]:
    """Return the sources that say something on the screen."""
    return [source for source in our_sources() if source.floor in {"ui", "services"}]


def test_a_sentence_asks_for_the_key_of_a_command_that_there_is() -> None:
    assert [line for source in screens() for line in unknown(source)] == []
    assert list(unknown(Source("trust_tui.ui.sample", "f'Press {key(\"checkin.sve\")} to save'")))


def test_no_sentence_knows_a_key_by_heart() -> None:
    assert [line for source in screens() for line in by_heart(source)] == []


@pytest.mark.parametrize("text", ["'Press x once more'", "f'{on} goes on, ^s begins'", "'F8 opens Safety'"])
def test_a_key_known_by_heart_is_seen(text: str) -> None:
    assert list(by_heart(Source("trust_tui.ui.sample", f"say({text})")))
