"""`trust-tui doctor`: whether everything is in order, and what to do where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.cli.saying import complain, not_for_the_demo, say
from trust_tui.cli.unlocking import seal_for
from trust_tui.services.clock import system_clock
from trust_tui.services.doctor import Doctor, Finding, Verdict
from trust_tui.services.opening import find_places, open_preferences
from trust_tui.services.problems import LedgerError
from trust_tui.ui.look import DEFAULT_THEME, THEME_WORDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from trust_tui.services.preferences import Preferences


def run(options: argparse.Namespace) -> int:
    """Look, and say what was found. The code tells a script how it is."""
    if options.demo:
        return not_for_the_demo()
    try:
        places = find_places(options.file)
        seal = seal_for(places, options)
    except LedgerError as problem:
        return complain(str(problem), Verdict.UNREADABLE)
    preferences = open_preferences(places)
    preferences.use_dates()
    doctor = Doctor(places, system_clock, seal)
    report = doctor.report()
    report.findings += _settings(preferences)
    for name, words in report.facts:
        say(f"{name:<8} {words}")
    for finding in report.findings:
        say(f"\n- {finding.words}\n  " + finding.advice.replace("\n", "\n  "))
    say("")
    if report.verdict is Verdict.WELL:
        say("All is well.")
    elif report.verdict is Verdict.TO_MEND:
        say("The ledger can be read, and there is something to mend.")
    else:
        say("The ledger cannot be read as it is, or is not there. Nothing was touched.")
    if options.repair:
        _repair(doctor, report.verdict)
    return report.verdict


def _repair(doctor: Doctor, verdict: Verdict) -> None:
    if verdict is not Verdict.UNREADABLE:
        say("All entries can be read, so there is nothing to salvage. No file was written.")
        return
    try:
        found = doctor.repair()
    except LedgerError as problem:
        complain(str(problem), verdict)
        return
    if found is None:
        say("Nothing in it can be read, so no file was written.")
        return
    left = f" {found.left_out} could be seen and not be read." if found.left_out else ""
    say(f"\n{found.records} entries could be read.{left} They are in a new file:\n\n  {found.path}\n")
    say(f"Look at them:    trust-tui --file {found.path}")
    say(f"Go on with them: trust-tui restore {found.path}")


def _settings(preferences: Preferences) -> Iterator[Finding]:
    """Yield what in the settings cannot be used."""
    preferences.use_theme(list(THEME_WORDS), DEFAULT_THEME)
    for problem in preferences.problems:
        yield Finding(problem, "Mend that line; trust-tui config prints what applies.")
    if preferences.keys:
        from trust_tui.ui.keys import resolved

        for problem in resolved(preferences.keys)[1]:
            yield Finding(problem, "Choose another key; trust-tui keys prints them all.")
