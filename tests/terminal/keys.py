"""What a terminal sends when a key is pressed: the encoding that xterm has used since the nineties."""

from __future__ import annotations

ESC = "\x1b"

_PLAIN = {
    "enter": "\r",
    "tab": "\t",
    "escape": ESC,
    "esc": ESC,
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": f"{ESC}[Z",
    "ctrl+space": "\0",
    "ctrl+backslash": "\x1c",
    "ctrl+right_square_bracket": "\x1d",
    "ctrl+underscore": "\x1f",
}
_LETTERED = dict(zip(("up", "down", "right", "left", "end", "home"), "ABCDFH", strict=True))
_FUNCTION = dict(zip(("f1", "f2", "f3", "f4"), "PQRS", strict=True))
_NUMBERED = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    "f5": 15,
    "f6": 17,
    "f7": 18,
    "f8": 19,
    "f9": 20,
    "f10": 21,
    "f11": 23,
    "f12": 24,
}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def key_bytes(key: str) -> bytes:
    """Return what arrives for one key: "a", "enter", "ctrl+s", "shift+f5", "alt+up".

    Raises:
        ValueError: If there is no such key.
    """
    if len(key) == 1:
        return key.encode()
    if key in _PLAIN:
        return _PLAIN[key].encode()
    *held, name = key.split("+")
    unknown = [modifier for modifier in held if modifier not in _MODIFIERS]
    if unknown:
        raise ValueError(f"no such modifier: {unknown[0]!r} in {key!r}")
    return (_special(name, held) or _character(name, held, key)).encode()


def _special(name: str, held: list[str]) -> str:
    state = 1 + sum(_MODIFIERS[modifier] for modifier in held)
    if name in _NUMBERED:
        return f"{ESC}[{_NUMBERED[name]}{f';{state}' if held else ''}~"
    letter = _LETTERED.get(name) or _FUNCTION.get(name)
    if not letter:
        return ""
    if held:
        return f"{ESC}[1;{state}{letter}"
    return f"{ESC}O{letter}" if name in _FUNCTION else f"{ESC}[{letter}"


def _character(name: str, held: list[str], key: str) -> str:
    sent = _PLAIN.get(name, name)
    if len(sent) != 1:
        raise ValueError(f"no such key: {key!r}")
    if "ctrl" in held:
        sent = chr(ord(sent.upper()) & 0x1F)
    elif "shift" in held:
        sent = sent.upper()
    return ESC + sent if "alt" in held else sent
