"""`trust-tui erase`: what goes, what cannot be erased, one question, and erasing it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from trust_tui.cli.saying import NO_PLACE, OK, USAGE, complain, not_for_the_demo, say
from trust_tui.content import load
from trust_tui.services.erasing import Erasing, is_word, outcome_words, plan_words
from trust_tui.services.opening import find_places

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Say what goes and what stays, ask, and erase it."""
    if options.demo:
        return not_for_the_demo()
    words = load("erase.json")
    erasing = Erasing(find_places(options.file), os.environ)
    plan = erasing.plan()
    if not plan.goes:
        return say(words["none"])
    if not options.yes:
        say(f"{words['title']}\n\n{words['about']}")
        for title, lines in plan_words(plan):
            say("\n".join(["", title, *lines] if title else ["", *lines]))
        if not _asked(words["ask"].replace("{word}", words["word"])):
            return complain(words["kept"], OK if sys.stdin.isatty() else USAGE)
    erased = erasing.erase()
    lines = outcome_words(erased)
    if erased.left:
        return complain("\n".join(lines), NO_PLACE)
    return say("\n".join(lines))


def _asked(question: str) -> bool:
    """Ask once. Whoever cannot be asked has to say --yes beforehand."""
    if not sys.stdin.isatty():
        complain("add --yes to erase it without being asked.", OK)
        return False
    say(f"\n{question}")
    return is_word(sys.stdin.readline())
