"""The help page, made from the one table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content

from trust_tui.content import load
from trust_tui.ui.commands import Place, bindings, commands, key
from trust_tui.ui.screens.page import Page, titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trust_tui.ui.app import TrustApp

PLACES = {
    "checkin": (Place.CHECKIN, Place.FEELINGS, Place.SCALE, Place.LINE, Place.DUE),
    "boundaries": (Place.BOUNDARIES, Place.LIST, Place.BROWSE, Place.FORM),
    "promises": (Place.PROMISES, Place.LIST, Place.BROWSE, Place.FORM),
    "victories": (Place.VICTORIES, Place.REVIEW, Place.LIST, Place.BROWSE, Place.FORM),
    "together": (Place.LIST,),
    "happened": (Place.HAPPENED, Place.LIST, Place.BROWSE, Place.FORM),
    "thanks": (Place.THANKS, Place.LIST, Place.BROWSE, Place.FORM),
    "decks": (Place.DECKS, Place.LIST, Place.BROWSE, Place.FORM),
    "rituals": (Place.RITUALS, Place.LIST, Place.BROWSE, Place.FORM),
    "talks": (Place.TALKS, Place.TALK, Place.TIME_OUT, Place.PICK, Place.LIST, Place.BROWSE, Place.FORM),
    "topics": (Place.TOPICS, Place.LIST, Place.BROWSE, Place.FORM),
    "journey": (Place.LIST,),
    "setbacks": (Place.SETBACKS, Place.LIST, Place.BROWSE, Place.FORM),
    "checkpoints": (Place.CHECKPOINTS, Place.LIST, Place.BROWSE, Place.FORM),
    "support": (Place.LIST,),
    "professionals": (Place.PROFESSIONALS, Place.LIST, Place.BROWSE, Place.FORM),
    "sessions": (Place.SESSIONS, Place.LIST, Place.BROWSE, Place.FORM),
    "questions": (Place.QUESTIONS, Place.LIST, Place.BROWSE, Place.FORM),
    "summary": (Place.SUMMARY, Place.LIST, Place.BROWSE, Place.FORM),
    "helplines": (Place.HELPLINES, Place.LIST, Place.BROWSE),
    "long-view": (Place.LONG_VIEW, Place.ROOMS),
    "looking-back": (Place.LOOKING_BACK, Place.ROOMS),
    "healing": (Place.ROOMS,),
    "passphrase": (Place.PASSPHRASE, Place.RECOVERY, Place.PAGE),
    "notes": (Place.NOTES, Place.RECOVERY, Place.PAGE),
    "unlock": (Place.UNLOCK,),
}
"""The places that belong to each tab, each room and each page that has a help of its own, its own first."""

_ALONE = frozenset({"passphrase", "notes", "unlock"})
"""What no key of the shell reaches; before a passphrase nothing tells what is behind it."""


class HelpPage(Page):
    """What this place is for, and every key that works here."""

    BINDINGS = bindings(Place.HELP)

    def __init__(self, tab: str) -> None:
        super().__init__()
        self._tab = tab

    def content(self) -> Content:
        """Return the place's words, its keys, and what this program is."""
        words = load("help.json")
        place, about = words[self._tab], words["about"]
        if self._tab in _ALONE:
            keys = map(_keys, (*PLACES[self._tab], Place.EVERYWHERE))
            return titled(place["title"], Content(place["text"]), *keys)
        places = (*PLACES[self._tab], Place.SHELL, Place.EVERYWHERE)
        more = f"On this page, {key('help.guide')} opens the guide: a short page for each theme."
        companion = cast("TrustApp", self.app).companion
        demo = [Content(words["demo"]["text"])] if companion is not None and companion.is_demo else []
        blocks = [Content(place["text"]), *demo, Content(more), *(_keys(each) for each in places)]
        blocks.append(titled(about["title"], about["text"]))
        return titled(place["title"], *blocks)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the guide where this is about a place that it knows."""
        return action != "guide" or self._tab not in _ALONE

    def action_guide(self) -> None:
        """Read the guide, beginning with what it says of this place."""
        from trust_tui.ui.screens.guide import open_about

        open_about(cast("TrustApp", self.app), self._tab)


def _keys(place: Place) -> Content:
    """Return the keys of one place; those that do the same share a row."""
    rows: dict[str, list[str]] = {}
    for command in commands():
        if command.place is place:
            rows.setdefault(command.help, []).extend(command.shown_keys)
    shown = {help_text: _joined(keys) for help_text, keys in rows.items()}
    width = max((cell_len(keys) for keys in shown.values()), default=0)
    lines = [
        Content.assemble((f"  {keys:<{width}}  ", "$accent"), help_text) for help_text, keys in shown.items()
    ]
    return Content("\n").join([Content.styled(place.value, "bold"), *lines])


def _joined(keys: Sequence[str]) -> str:
    return "  ".join(dict.fromkeys(keys))
