"""`trust-tui completion`: what lets a shell complete our commands and options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shtab

from trust_tui.cli.arguments import parser
from trust_tui.cli.saying import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def run(options: argparse.Namespace) -> int:
    """Print it for one shell."""
    top = parser()
    for action in _actions(top):
        if action.type is Path or action.dest == "to":
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return say(shtab.complete(top, options.shell))


def _actions(top: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in top._actions:
        yield action
        if isinstance(action.choices, dict):  # the commands, each with actions of its own
            for command in action.choices.values():
                yield from _actions(command)
