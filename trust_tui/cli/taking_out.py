"""`trust-tui export`: what one wrote, in a new file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.cli.opened import opened
from trust_tui.cli.saying import OK, complain, say
from trust_tui.model.days import DayProblem, past_day
from trust_tui.services.portable import Form
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from trust_tui.services.companion import Companion
    from trust_tui.services.portable.gather import Scope


def run(options: argparse.Namespace) -> int:
    """Write it. What it holds is said on the other channel, its path on the output."""
    form = Form(options.format)
    with opened(options) as companion:
        _check_everything(options, companion)
        portable = companion.portable
        since = day_typed(options.since, companion.clock().day, "--since") if options.since else None
        scope = portable.scope(options.whom or "", everything=options.everything, since=since)
        about = _about_notes(options, companion, scope, form)
        if options.to == "-":
            return _pour(portable.render(form, scope), f"{portable.words(scope)}{about}")
        # A path at the prompt begins where the prompt is.
        path = Path.cwd() / Path(options.to).expanduser() if options.to else portable.free(Path.cwd(), form)
        shown = portable.write(path, portable.render(form, scope))
        complain(f"{portable.words(scope)}{about}", OK)
        return say(shown)


def day_typed(typed: str, today: date, where: str) -> date:
    """Return the day that was typed.

    Raises:
        Problem: If it is none.
    """
    try:
        return past_day(typed, today)
    except DayProblem as problem:
        raise Problem(f"{where}: {problem}") from None


def _check_everything(options: argparse.Namespace, companion: Companion) -> None:
    if not options.everything:
        return
    if options.whom:
        raise Problem("It is either for one of you or everything: choose --for or --everything.")
    if options.format != Form.JSON:
        raise Problem("Everything there is goes into json alone: the other forms are for reading.")
    if not (options.yes_both or companion.couple.is_solo):
        raise Problem(
            "Everything holds the private words of both of you. Where both of you are here and want that, "
            "add --yes-both."
        )


def _about_notes(options: argparse.Namespace, companion: Companion, scope: Scope, form: Form) -> str:
    """Open private notes where that is wanted. Return what there is to say about those that stay sealed."""
    closed = companion.portable.closed_notes(scope)
    if form is Form.JSON and options.notes:
        raise Problem("Private notes stay sealed in json, with their key. --notes is for the other forms.")
    if closed is None or form is Form.ICS:
        return ""
    if not options.notes:
        more = "" if form is Form.JSON else "; --notes asks for it"
        return f" Private notes in it stay sealed with their own passphrase{more}."
    from trust_tui.cli.unlocking import notes_passphrase

    companion.notes.of(closed).unlock(notes_passphrase(options))
    return ""


def _pour(data: bytes, words: str) -> int:
    if sys.stdout is None:
        raise Problem("There is no output to write it to. Name a file with --to.")
    if sys.stdout.isatty():
        # What people typed could command the terminal.
        raise Problem("A terminal is no place for this. Name a file with --to, or lead the output somewhere.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return complain(words, OK)
