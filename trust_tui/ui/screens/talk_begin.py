"""The way into a talk: are you both calm enough, and what kind shall it be?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from trust_tui.content import load
from trust_tui.model.talks import TalkKind
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui import talk_forms as forms
from trust_tui.ui.commands import key
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.screens.calm import CalmScreen
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.pick import TopicPicker
from trust_tui.ui.screens.talk import TalkScreen

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.model.talks import Talk
    from trust_tui.services.companion import Companion
    from trust_tui.services.topics import TopicView
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.panes import Pane


def begin_talk(
    pane: Pane, by: Person, companion: Companion, glyphs: Glyphs, topic: TopicView | None = None
) -> None:
    """Ask whether both are calm enough, then what kind of talk it shall be, and begin it.

    Args:
        pane: Where it was asked for.
        by: Who sat down before the two talk.
        companion: What they can do.
        glyphs: The marks.
        topic: What to talk about, where that is known.
    """
    if companion.couple.is_solo:
        words = f"A talk takes two. {key('shell.people')} adds somebody to write with."
        pane.app.notify(words, markup=False)
        return

    way = _WayIn(pane, by, companion, glyphs, topic)
    pane.app.push_screen(CalmScreen(glyphs), way.answered)


def take_up(pane: Pane, by: Person, companion: Companion, glyphs: Glyphs, talk_id: str) -> None:
    """Take up a talk where it was left. In a time-out, it says when the two come back."""
    talk = companion.talks.get(talk_id)
    if talk is None or talk.finished or companion.couple.is_solo:
        pane.look_again()
        return
    if talk.in_time_out:
        _show(pane, TalkScreen(companion, glyphs, talk, by))
        return

    def answered(are_calm: object) -> None:
        if are_calm:
            _show(pane, TalkScreen(companion, glyphs, talk, by))
        else:
            pane.app.notify(load("talks.json")["not_tonight"], markup=False)

    pane.app.push_screen(CalmScreen(glyphs), answered)


@dataclass
class _WayIn:
    """What is asked, one after the other, until the talk begins."""

    pane: Pane
    by: Person
    companion: Companion
    glyphs: Glyphs
    topic: TopicView | None

    def answered(self, are_calm: object) -> None:
        """Go on only where both are calm enough."""
        if are_calm:
            form = forms.begin(self.companion, self.glyphs, self.by, self.topic)
            self.pane.app.push_screen(FormScreen(form, self.companion.form_drafts), self._begun)
        else:
            self.pane.app.notify(load("talks.json")["not_tonight"], markup=False)

    def _begun(self, begun: object) -> None:
        if begun is None:
            return
        talk = cast("Talk", begun)
        waiting = self.companion.topics.for_both(self.by)
        if talk.about or talk.sort is TalkKind.WEEK or not waiting:
            self._enter(talk)
        else:
            picker = TopicPicker(waiting, self.companion, self.glyphs)
            self.pane.app.push_screen(picker, lambda found: self._picked(talk, found))

    def _picked(self, talk: Talk, found: TopicView | str | None) -> None:
        if found and not isinstance(found, str):
            try:
                talk = self.companion.talks.choose(talk, found.text, (found.id,))
            except (Problem, LedgerError) as problem:
                self.pane.app.notify(str(problem), severity="warning", markup=False)
        self._enter(talk)

    def _enter(self, talk: Talk) -> None:
        _show(self.pane, TalkScreen(self.companion, self.glyphs, talk, self.by))


def _show(pane: Pane, screen: TalkScreen) -> None:
    def left(_nothing: None) -> None:
        pane.look_again()
        if isinstance(pane, ListPane):
            pane.fill(screen.live.talk.id)

    pane.app.push_screen(screen, left)
