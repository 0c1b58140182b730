"""Keys as people set them. What cannot be used is named, and the usual keys stay.

Nobody who sets no keys waits for this module.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import TextArea

from trust_tui.model.text import one_line
from trust_tui.ui.commands import COMMANDS, Command, Place, commands, shown_key, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trust_tui.services.preferences import KeySetting

_BY_ID = {command.id: command for command in COMMANDS}

# Places of one widget, which lies in others; pages, which share what every page has; screens of their own, on
# which the shell's keys do not work; and places where no text field can have the focus.
_WIDGETS = frozenset(
    {
        Place.DUE,
        Place.FEELINGS,
        Place.SCALE,
        Place.LINE,
        Place.CHOICE,
        Place.LIST,
        Place.BROWSE,
        Place.ROOMS,
    }
)
_PAGES = frozenset(
    {Place.PAGE, Place.HELP, Place.GUIDE, Place.SAFETY, Place.WORDINGS, Place.PASSPHRASE, Place.NOTES}
)
_TALKING = frozenset({Place.TALK, Place.CALM, Place.TIME_OUT})
_SCREENS = (
    _PAGES
    | _TALKING
    | {Place.NAMES, Place.FORM, Place.REVIEW, Place.IDEAS, Place.SEARCH, Place.TROUBLE, Place.PICK}
    | {Place.BACKUPS, Place.UNLOCK, Place.RECOVERY, Place.ERASE, Place.OFFER}
)
_READING = _PAGES | _TALKING | {Place.WHO, Place.TROUBLE, Place.RECOVERY, Place.OFFER}
_NOT_TYPING = _READING | (_WIDGETS - {Place.LINE, Place.BROWSE, Place.ROOMS})

_MODIFIERS = frozenset({"ctrl", "alt", "shift"})
_NAMED = frozenset(
    {"enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"left", "right", "up", "down"}
    | {f"f{number}" for number in range(1, 25)}
)
_SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What most terminals cannot tell apart."""
_SHORT = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "return": "enter"}

_EDITING = frozenset(binding.key for binding in Binding.make_bindings(TextArea.BINDINGS))
"""The keys that move and edit within a text."""


class _Unusable(Exception):
    """Why a setting cannot be used."""


def resolved(settings: Iterable[KeySetting]) -> tuple[dict[str, str], list[str]]:
    """Return the keys to use, by the id of their command, and a line about each setting that cannot be."""
    used: dict[str, KeySetting] = {}
    keys: dict[str, str] = {}
    problems: list[str] = []
    for setting in settings:
        try:
            if setting.command in used:
                raise _Unusable(f"“{setting.command}” is set twice; the first one counts")
            keys[setting.command] = _usable(setting)
            used[setting.command] = setting
        except _Unusable as problem:
            problems.append(f"{setting.where}: {problem}.")
    while clash := _clash(keys):
        loser, other, key = clash
        del keys[loser.id]
        problems.append(
            f"{used[loser.id].where}: {shown_key(key)} is taken: it is for “{other.help}” ({other.id}). "
            f"{_stays(loser)}."
        )
    return keys, problems


def listing() -> str:
    """Return every command with its keys as they are now, ready to be changed in the settings file."""
    lines = ["[keys]"]
    for place in Place:
        found = [command for command in commands() if command.place is place]
        lines += ["", f"# {place.value}"] if found else []
        lines += [f"{_row(command):<44} # {command.help}" for command in found]
    return "\n".join(lines)


def own_listing(ids: Iterable[str]) -> list[str]:
    """Return a line of the settings file for each of these commands, with its keys as they are now."""
    wanted = set(ids)
    return [_row(command) for command in commands() if command.id in wanted]


def _row(command: Command) -> str:
    written = (typed(name) if typed(name).strip(' ,"\\') else name for name in command.key_names)
    return f'{command.id} = "{",".join(written)}"'


def _usable(setting: KeySetting) -> str:
    """Return the keys of a setting as Textual names them.

    Raises:
        _Unusable: If they cannot be used, whatever the other settings say.
    """
    command = _BY_ID.get(setting.command)
    if command is None:
        raise _Unusable(_no_command(setting.command))
    names = [_name(part.strip()) for part in setting.keys.split(",")]
    try:
        if "" in names:
            raise _Unusable("a command needs a key")
        for name in names:
            _check(name, command)
        if _is_needed_while_typing(command) and not any(_works_while_typing(name) for name in names):
            raise _Unusable("this has to work while you type: give it a function key, or ctrl with a letter")
    except _Unusable as problem:
        raise _Unusable(f"{problem}. {_stays(command)}") from None
    return ",".join(names)


def _no_command(name: str) -> str:
    near = get_close_matches(name, _BY_ID, n=1)
    guess = f"; did you mean “{near[0]}”?" if near else "."
    return f"“{one_line(name)}” is no command{guess} trust-tui keys lists them all"


def _stays(command: Command) -> str:
    return f"“{command.id}” keeps {' and '.join(command.shown_keys)}"


def _name(part: str) -> str:
    """Return Textual's name of a key, however it was written; what is no key comes back as it is."""
    if len(part) > 1:
        part = part.lower()
        part = part.replace("^", "ctrl+", 1) if part.startswith("^") else part
    before, plus, last = part.rpartition("+")
    if plus and not last:  # "ctrl++"
        before, last = before.removesuffix("+"), "+"
    last = _SHORT.get(last, last)
    if len(last) == 1:
        last = _named(last)
    return f"{before}+{last}" if before else last


def _named(character: str) -> str:
    """Return the name that Textual has for a character."""
    if character == ",":
        return "comma"
    return next(iter(Binding.make_bindings([Binding(character, "")]))).key if character.strip() else "space"


def _check(name: str, command: Command) -> None:
    if name in command.key_names:
        return
    *modifiers, last = name.split("+")
    if not (last in _NAMED or typed(last)) or not set(modifiers) <= _MODIFIERS:
        raise _Unusable(f"“{one_line(name)}” is not the name of a key")
    if modifiers == ["shift"] and typed(last):
        raise _Unusable(f"“{name}” arrives as the character that it types; write that one")
    if name in _SAME:
        raise _Unusable(f"most terminals cannot tell “{name}” from {_SAME[name]}")
    if last == "tab":
        raise _Unusable("tab goes from field to field")
    if not _is_needed_while_typing(command):
        return
    if command.priority and typed(name):
        raise _Unusable(f"“{shown_key(name)}” is for typing")
    if name in _EDITING:
        raise _Unusable(f"“{name}” moves or edits within a text")


def _is_needed_while_typing(command: Command) -> bool:
    return command.place not in _NOT_TYPING and any(map(_works_while_typing, command.key_names))


def _works_while_typing(name: str) -> bool:
    return not typed(name) and name not in _EDITING


def _clash(keys: Mapping[str, str]) -> tuple[Command, Command, str] | None:
    """Return a command that cannot have its key, whose key that is, and the key."""
    table = [(command, keys.get(command.id, command.keys).split(",")) for command in COMMANDS]
    for (one, its), (other, others) in combinations(table, 2):
        for key in _shared(one, its, other, others):
            both = [command for command in (one, other) if key not in command.key_names]
            loser = max(both, key=lambda command: list(keys).index(command.id))
            return loser, other if loser is one else one, key
    return None


def _shared(one: Command, its: Iterable[str], other: Command, others: Iterable[str]) -> Iterator[str]:
    """Yield the keys that two commands would take from each other; what they share by design is none."""
    if not _meet(one.place, other.place):
        return
    for key in its:
        if key in others and not (key in one.key_names and key in other.key_names):
            yield key


def _meet(one: Place, other: Place) -> bool:
    """Say whether one key could mean something in both places at the same moment."""
    pair = {one, other}
    if len(pair) == 1 or Place.EVERYWHERE in pair or pair <= _PAGES:
        return True
    if Place.SHELL in pair:
        return not pair & _SCREENS
    return len(pair & _WIDGETS) == 1 and not pair & _READING
