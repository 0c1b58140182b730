"""`trust-tui restore`: the backups there are, what going back to one would change, and going back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, USAGE, complain, not_for_the_demo, say
from trust_tui.cli.unlocking import seal_for
from trust_tui.services.clock import system_clock
from trust_tui.services.generations import Generation, Generations, counts_words
from trust_tui.services.opening import find_places, open_preferences, path_text
from trust_tui.services.problems import LedgerError

if TYPE_CHECKING:
    import argparse

    from trust_tui.services.generations import Preview

_PRIVATE = "What one of you wrote for their own eyes comes along, and is not counted here."


def run(options: argparse.Namespace) -> int:
    """List the backups; or show what going back to one changes, ask, and do it."""
    if options.demo:
        return not_for_the_demo()
    places = find_places(options.file)
    open_preferences(places).use_dates()
    generations = Generations(places, system_clock, seal_for(places, options))
    if options.list or options.what is None:
        return _list(generations)
    generation = generations.named(options.what)
    _show(generations.preview(generation))
    if not options.yes and not _asked():
        return complain("nothing was changed.", OK if sys.stdin.isatty() else USAGE)
    kept = generations.restore(generation)
    say(f"The ledger is again as it was: {generation.title}.")
    for path in kept:
        say(f"What it took the place of is kept in {path}")
    if any(".replaced-" in path for path in kept):
        say(f"To have that again: trust-tui restore {kept[0]}")
    say("A window that is still open says so and mixes nothing: close it and start again.")
    return OK


def _list(generations: Generations) -> int:
    found = generations.all()
    if not found:
        return say("There are no backups yet. One is taken when trust-tui has been open for a few seconds.")
    for each in found:
        say(f"{each.number:>3}  {each.title}: {_held(generations, each)}")
        say(f"     {path_text(each.path)}")
    say(f"\n{_PRIVATE}\ntrust-tui restore NUMBER shows what going back changes, and asks first.")
    return OK


def _held(generations: Generations, generation: Generation) -> str:
    if not generation.is_good:
        return "damaged, so nobody can go back to it"
    try:
        return counts_words(generations.counts(generation))
    except LedgerError as problem:
        return str(problem)


def _show(preview: Preview) -> None:
    say(f"Going back to {preview.generation.title}\n")
    rows = preview.rows
    width = max((len(name) for name, _, _ in rows), default=0)
    say(f"{'':<{width}}     now    then")
    for name, now, then in rows:
        mark = "" if now == then else "   <"
        say(f"{name:<{width}} {'?' if now is None else now:>7} {then:>7}{mark}")
    if preview.now is None:
        say("\nThe ledger that is there now cannot be read.")
    else:
        say("\nOf everything else there is as much as now.")
    if preview.later:
        saves = "1 save" if preview.later == 1 else f"{preview.later} saves"
        say(f"{saves} after it can still be read and will be there too.")
    say(f"\n{_PRIVATE}\nThe ledger that is there now is kept beside it, under another name.")


def _asked() -> bool:
    """Ask once. Whoever cannot be asked has to say --yes beforehand."""
    if not sys.stdin.isatty():
        complain("add --yes to go back without being asked.", OK)
        return False
    say("\nGo back to it? Type yes, or anything else to leave everything as it is:")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
