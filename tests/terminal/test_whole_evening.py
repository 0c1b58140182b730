"""A quarter of a couple's life with everything beyond the four daily tabs, lived through the keyboard.

What happened and what it did, an apology with a promise, talks by turns, setbacks, the long view,
a checkpoint, somebody who helps, a summary for both. The program is killed in between;
what is private stays private.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.emulator import Emulator
from tests.terminal.household import Household
from tests.terminal.screens import WHO, still, without_a_passphrase
from tests.terminal.test_clock import LIBRARY, Clock
from tests.terminal.test_four_weeks import SIZES, Evening
from trust_tui.model.breach import What
from trust_tui.model.checkin import Answers
from trust_tui.model.checkpoints import Way
from trust_tui.model.moments import Moment
from trust_tui.model.promises import Promise
from trust_tui.model.responses import Appreciation
from trust_tui.model.support import Became, Went
from trust_tui.model.talks import Talk, TalkKind, TalkWords
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.ui.rooms import ROOMS

QUICK = (
    "import time; from trust_tui.ui.screens import talk; talk.TICK = 0.05; "
    "talk.TalkScreen.__init__.__defaults__ = (lambda: 200 * time.monotonic(),)"
)
"""Lets the clocks of a talk run two hundred times as fast: ten minutes take three seconds."""

NEXT = "→"
"""In the place of a text: go on by one option, or by as many as there are of these."""

FIRST, LAST = date(2026, 10, 5), date(2026, 12, 28)

ANAS, BENS = "kingfisher", "hawthorn"
"""A word that stands only in what one of them keeps to themselves."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed"),
]


class Sitting(Evening):
    """The program with one of the two at it; the other's private words must not come by."""

    def into(self, path: str, words: str) -> None:
        """Go into a room from the list of rooms, as the cursor goes."""
        tab, _, name = path.partition("/")
        rooms = [room for room in ROOMS if room.tab == tab]
        at = next(number for number, room in enumerate(rooms) if room.id == name)
        self.terminal.press({"together": "f5", "journey": "f6", "support": "f7"}[tab])
        self.sees("enter open")
        self.terminal.press("home", *["down"] * at)
        self.sees(f"▸ {rooms[at].title}")
        self.terminal.press("enter")
        self.terminal.wait_for(_is_headed(rooms[at].title))
        self.sees(words)
        still(self.terminal)

    def out(self) -> None:
        """Go one step back. A letter right after esc would be alt and that letter."""
        self.terminal.press("escape")
        still(self.terminal)

    def reads(self, *words: str) -> None:
        """Read the thing under the cursor, and be back in the list before the next key."""
        super().reads(*words)
        still(self.terminal)

    def writes(self, title: str, *texts: str, until: str = "") -> None:
        """Fill in a form from its first field on, choices too, and save it."""
        self.sees("^s save")
        self.sees(title)
        for number, text in enumerate(texts):
            if number:
                self.terminal.press("tab")
            if text.startswith(NEXT):
                self.terminal.press(*["right"] * len(text))
            elif text:
                self.terminal.write(text)
                self.sees(text)
        self.save()
        if until:
            self.sees(until)


def _is_headed(title: str) -> Callable[[Emulator], bool]:
    """Return a question to the screen: is this the room that is open?"""
    return lambda emulator: any(line.strip().startswith(title) for line in emulator.lines()[:2])


@dataclass
class Couple:
    """Ana and Ben at one keyboard, with a clock that moves."""

    altered: OpenTerminal
    household: Household
    clock: Clock
    size: tuple[int, int]

    @contextmanager
    def sitting(self, name: str, moment: str, *, is_killed: bool = True) -> Iterator[Sitting]:
        """One of them sits down, and at the end the program is killed, or left as usual."""
        self.clock.set(moment)
        terminal = self.altered(QUICK, size=self.size, env=self.clock.env)
        sitting = Sitting(terminal, self.size)
        sitting.sit_down(name, "1" if name == "Ana" else "2")
        yield sitting
        if is_killed:
            sitting.kill()
        else:
            sitting.leave()
        others = BENS if name == "Ana" else ANAS
        assert others.encode() not in terminal.raw, f"{name} saw what the other keeps to themselves"

    @contextmanager
    def opened(self, day: date) -> Iterator[Companion]:
        """The ledger on a day, without a terminal."""
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        companion = open_companion(self.household.places, lambda: Moment.of(at, ""))
        try:
            yield companion
        finally:
            companion.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_quarter_with_everything(
    altered: OpenTerminal, home: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    couple = Couple(altered, Household(home), Clock(tmp_path / "clock"), size)
    _moving_in(couple)
    _what_happened(couple)
    _ten_minutes_by_turns(couple)
    _a_weekly_review(couple)
    _two_setbacks(couple)
    _days_go_by(couple)
    _a_quarter_seen_from_afar(couple)
    _a_checkpoint(couple)
    _somebody_who_helps(couple)
    _a_summary_for_both(couple, home)
    _everything_is_there(couple)


def _moving_in(couple: Couple) -> None:
    couple.clock.set("2026-10-05 20:00:00")
    evening = Sitting(couple.altered(QUICK, size=couple.size, env=couple.clock.env), couple.size)
    evening.sees("What would you like to be called?")
    for name in ("Ana", "Ben"):
        evening.terminal.write(name)
        evening.sees(name)
        evening.terminal.press("enter")
    without_a_passphrase(evening.terminal)
    evening.sees(WHO)
    evening.kill()


def _what_happened(couple: Couple) -> None:
    with couple.sitting("Ana", "2026-10-05 20:00:00") as ana:
        ana.into("together/happened", "Nothing is written here yet.")
        ana.terminal.press("a")
        told = ("The messages", "", "I wrote to him", "that I hid it", "all of it", NEXT)
        ana.writes("What happened, in my words", *told, until="Ana says what happened")
    with couple.sitting("Ben", "2026-10-05 21:00:00") as ben:
        ben.into("together/happened", "Ana says what happened")
        ben.press("enter", "I wrote to him")
        ben.terminal.press("t")
        ben.writes("“Not yet” is a complete answer.", "", "read it twice")
        ben.out()
        ben.sees("Ben: not yet")
        ben.terminal.press("i")
        did = ("", "I stopped sleeping", "a word from you", "to be told the same day", NEXT)
        ben.writes("What it did to me", *did, until="Ben says what it did")
    with couple.sitting("Ana", "2026-10-06 20:00:00") as ana:
        ana.into("together/happened", "Ben says what it did")
        ana.terminal.press("end", "enter")
        ana.press("t", "What I heard")
        ana.writes("What it did to me: I stopped sleeping", "you did not sleep")
        ana.out()
        ana.sees("Ana: replied")
        ana.terminal.press("o")
        sorry = ("", "I hid it", "I will tell you the same day", "", "", "", "", NEXT, NEXT)
        ana.writes("An apology", *sorry, until="A promise")
        ana.writes("tell you the same day", "", "", "", "", "every weekday", until="Ana apologises")
    with couple.sitting("Ben", "2026-10-06 21:00:00") as ben:
        ben.into("together/happened", "Ana apologises")
        ben.terminal.press("end", "enter")
        ben.sees("I will tell you the same day")
        ben.terminal.press("t")
        ben.writes("“Not yet” is a complete answer.", NEXT, "thank you")
        ben.out()
        ben.sees("Ben: received")


def _begin_a_talk(sitting: Sitting, *texts: str, until: str) -> None:
    sitting.press("a", "Are you both calm enough?")
    sitting.terminal.press("y")
    sitting.writes("What kind of talk?", *texts, until=until)


def _ten_minutes_by_turns(couple: Couple) -> None:
    time_is_up = "The time is up; finish the sentence."
    with couple.sitting("Ana", "2026-10-07 20:00:00") as both:
        both.into("together/talks", "There have been no talks here yet.")
        _begin_a_talk(both, "", "the rent", until="Ana has the floor")
        both.sees(time_is_up)
        both.press("s", "Ben says back what they heard")
        both.press("y", "Ana has the floor")
        both.press("space", "Ben has the floor")
        both.press("t", "When do you come back?")
        both.press("1", "You come back at 20:20")
    with couple.sitting("Ana", "2026-10-07 20:20:00") as both:
        both.into("together/talks", "it is time to come back")
        both.press("enter", "It is time to come back.")
        both.press("enter", "Are you both calm enough?")
        both.press("y", "Ben has the floor")
        both.terminal.press("p")
        both.sees(time_is_up)
        both.press("right", "Before you get up")
        for place, heard, keep in (("1", NEXT * 4, "ask first"), ("2", NEXT * 3, "say it sooner")):
            both.terminal.press(place)
            both.writes("Only this is kept", heard, keep, until="Before you get up")
        both.press("e", "It is kept, with the day")


def _a_weekly_review(couple: Couple) -> None:
    with couple.opened(date(2026, 10, 11)) as companion:
        for person, text in zip(companion.couple.people, ("you called", "the soup"), strict=True):
            companion.checkins.save(person, date(2026, 10, 9), Answers(appreciated=text))
    with couple.sitting("Ben", "2026-10-11 20:00:00") as both:
        both.into("together/talks", "What you talked about")
        both.reads("mostly (4 of 5)", "ask first", "say it sooner")
        _begin_a_talk(both, NEXT * 3, until="Five thanks each")
        both.press("1", "You appreciated")
        both.press("space", "✓ you called")
        both.terminal.press("a")
        both.writes("Ana says thank you", "your patience", until="✓ your patience")
        both.terminal.press("q")
        both.sees("Five thanks each")
        both.press("2", "You appreciated")
        both.press("space", "✓ the soup")
        both.terminal.press("q")
        both.sees("Five thanks each")
        both.press("right", "What went right")
        both.terminal.press("1")
        both.writes("Only this is kept", "we laughed", until="What went right")
        both.press("right", "One thing to talk about, or none")
        both.terminal.press("c")
        both.writes("One thing to talk about", "your mother", until="has the floor")
        both.press("right", "What would help next week")
        both.terminal.press("2")
        both.writes("Only this is kept", "one early night", until="What would help next week")
        both.press("right", "Before you get up")
        both.press("e", "It is kept, with the day")


def _two_setbacks(couple: Couple) -> None:
    with couple.sitting("Ben", "2026-10-12 20:00:00") as ben:
        ben.into("journey/setbacks", "No setbacks are written down here.")
        ben.terminal.press("a")
        ben.writes("A setback", "his name", "cold", "a slow walk", "sit with me", until="his name")
        ben.reads("a slow walk", "to be told the same day")
    with couple.sitting("Ana", "2026-10-12 21:00:00") as ana:
        ana.into("journey/setbacks", "his name")
        ana.terminal.press("t")
        ana.writes("Say something to it", "I am here", until="answered")
    with couple.sitting("Ben", "2026-10-19 20:00:00") as ben:
        ben.into("journey/setbacks", "his name")
        ben.press("a", "What helped before: a slow walk.")
        ben.writes("A setback", f"{BENS} again", "", "", "", "", NEXT, until="only you")
        ben.reads(BENS, "Only you can read this for now.")


def _days_go_by(couple: Couple) -> None:
    """Both check in on most days, as they do in a minute each; only the last one is typed."""
    with couple.opened(LAST - timedelta(days=1)) as companion:
        ana, ben = companion.couple.people
        for number in range((LAST - FIRST).days):
            day = FIRST + timedelta(days=number)
            if number % 6 == 5:
                continue
            hidden = ANAS if number % 9 == 0 else ""
            companion.checkins.save(ana, day, Answers(("calm",), number % 4 + 2, 3, private=hidden))
            companion.checkins.save(ben, day, Answers((), number % 5 + 1, 2, need="an early night"))
        companion.victories.add(ana, date(2026, 12, 20), "Nobody left the room")


def _a_quarter_seen_from_afar(couple: Couple) -> None:
    with couple.sitting("Ana", "2026-12-28 20:00:00") as ana:
        ana.into("journey/long-view", "12 weeks")
        for word in ("at ease", "steady", "in between", "careful", "guarded", "●"):
            ana.sees(word)
        ana.press(",", "4 weeks")
        ana.press("s", "12 weeks")
        ana.press("s", "52 weeks")
        ana.press("o", "◆")
        ana.press("left", "Nobody left the room")


def _a_checkpoint(couple: Couple) -> None:
    with couple.sitting("Ana", "2026-12-28 20:10:00") as ana:
        ana.into("journey/checkpoints", "There is no checkpoint yet.")
        ana.press("n", "to be thought about")
        ana.terminal.press("a")
        ana.writes("How would you like to go on?", NEXT, "slowly", NEXT, until="opens once Ben wants")
    with couple.sitting("Ben", "2026-12-28 20:20:00") as ben:
        ben.into("journey/checkpoints", "Ana would like to look together")
        ben.terminal.press("a")
        ben.writes("How would you like to go on?", NEXT * 3, "not alone", NEXT, until="both of you can")
        ben.reads("slowly", "not alone", "You wrote different things.")


def _somebody_who_helps(couple: Couple) -> None:
    with couple.sitting("Ana", "2026-12-28 20:30:00") as ana:
        ana.into("support/professionals", "Nobody is written down here yet.")
        ana.terminal.press("a")
        ana.writes("Somebody who helps", "Maren", "counselling", until="Maren")
        ana.out()
        ana.into("support/sessions", "No session is written down yet.")
        ana.terminal.press("a")
        session = ("12 dec", "", "", "one thing at a time", "today")
        ana.writes("A session", *session, until="one thing at a time")
        ana.terminal.press("r")
        ana.writes("Something to try", "it gets loud", "we stop", until="When it gets loud: we stop")
    with couple.sitting("Ben", "2026-12-28 20:40:00") as ben:
        ben.into("support/sessions", "How did it go?")
        ben.terminal.press("t")
        ben.writes("How did it go?", NEXT, "we forgot twice", until="in part")
        ben.terminal.press("B")
        ben.writes("A question to bring", "does it end?", until="It waits in Support")
        ben.terminal.press("B")
        ben.writes("A question to bring", BENS, "", NEXT, until="It waits in Support")
    with couple.sitting("Ana", "2026-12-28 20:50:00") as ana:
        ana.into("support/questions", "does it end?")
        ana.terminal.press("k")
        ana.sees("kept for next time")


def _a_summary_for_both(couple: Couple, home: Path) -> None:
    with couple.sitting("Ana", "2026-12-28 21:00:00") as ana:
        ana.terminal.press("space", "ctrl+s")
        ana.sees("Ana, your day")
        ana.into("support/summary", "Ben has not looked at it yet")
        ana.press("y", "Yours are all right.")
        ana.press("enter", "These are my own words")
        ana.out()
    with couple.sitting("Ben", "2026-12-28 21:10:00", is_killed=False) as ben:
        ben.into("support/summary", "does it end?")
        ben.press("y", "Yours are all right.")
        ben.terminal.press("o")
        ben.writes("Write the summary", "", "", "", until="It is in")
    page = home / "summary-2026-12-28.html"
    text = page.read_text("utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert all(words in text for words in ("we forgot twice", "does it end?", "an early night"))
    assert not any(words in text for words in (ANAS, BENS))


def _everything_is_there(couple: Couple) -> None:
    with couple.opened(LAST) as companion:
        ana, ben = companion.couple.people
        _what_was_said_is_there(companion)
        first, second = companion.ledger.all(Talk)
        assert (first.sort, first.finished) == (TalkKind.SPEAKER, date(2026, 10, 7))
        assert min(first.seconds(ana.id), first.seconds(ben.id)) >= 300
        assert (second.sort, second.finished) == (TalkKind.WEEK, date(2026, 10, 11))
        words = {text for each in companion.ledger.all(TalkWords) for text in each.words.values() if text}
        assert words == {"ask first", "say it sooner", "we laughed", "one early night"}
        thanks = {(each.author, each.text) for each in companion.ledger.all(Appreciation)}
        assert thanks == {(ana.id, "you called"), (ana.id, "your patience"), (ben.id, "the soup")}

        closed, shown = companion.setbacks.all(ben)
        assert (closed.setback.text, closed.is_closed) == (f"{BENS} again", True)
        assert (shown.setback.helped, [each.text for each in shown.answers]) == ("a slow walk", ["I am here"])
        assert [view.id for view in companion.setbacks.all(ana)] == [shown.id]
        assert companion.checkins.day(ana, LAST).answers.feelings
        (checkpoint,) = companion.checkpoints.all(ana)
        assert checkpoint.own is not None
        assert checkpoint.other is not None
        assert (checkpoint.own.way, checkpoint.other.way) == (Way.CONTINUE, Way.HELP)

        (maren,) = companion.professionals.all(ben)
        (session,) = companion.sessions.all(ben, LAST)
        assert (maren.name, session.with_name, session.took_away) == ("Maren", "Maren", "one thing at a time")
        (practice,) = companion.sessions.practices.all(ana, LAST)
        assert [(each.went, each.text) for each in practice.notes] == [(Went.PARTLY, "we forgot twice")]
        (question,) = companion.questions.all(ana)
        assert (question.text, question.became) == ("does it end?", Became.KEPT)
        assert {each.text for each in companion.questions.all(ben)} == {"does it end?", BENS}
        assert not list(companion.draft_store.keys()), "what was saved is no draft any more"


def _what_was_said_is_there(companion: Companion) -> None:
    ben = companion.couple.people[1]
    details = [companion.happened.detail(ben, row.id) for row in companion.happened.rows(ben)]
    told, did, sorry = (each for each in details if each is not None)
    assert list(told.texts.values()) == ["I wrote to him", "that I hid it", "all of it"]
    assert [(each.what, each.text) for each in told.said] == [(What.NOT_YET, "read it twice")]
    assert list(did.texts.values()) == ["I stopped sleeping", "a word from you", "to be told the same day"]
    assert [each.heard for each in did.said] == ["you did not sleep"]
    assert [text for text in sorry.texts.values() if text] == ["I hid it", "I will tell you the same day"]
    assert [(each.what, each.text) for each in sorry.said] == [(What.RECEIVED, "thank you")]
    (promise,) = companion.ledger.all(Promise)
    assert promise.from_apology == sorry.row.id
