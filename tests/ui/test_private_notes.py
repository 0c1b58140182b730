"""Private notes with a passphrase of their own: set, closed, opened, and nothing of it for the other one."""

from __future__ import annotations

import pytest

from tests.store.sealed_evening import WORDS, quickly, readable
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.checkin import Answers, PrivateNote
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.store import Places
from trust_tui.ui.widgets.line_field import LineField

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

SIZES = [
    (80, 24),
    *(pytest.param(size, marks=pytest.mark.slow, id=str(size)) for size in ((120, 40), (40, 12))),
]
OPENS = "^n opens it"


@pytest.fixture
def sealed(kept: Companion) -> Companion:
    """Ana's notes have a passphrase, today has one of them, and nobody has opened it."""
    ana = kept.couple.people[0]
    kept.notes.of(ana).set(WORDS, WORDS)
    kept.checkins.save(ana, SUNDAY, Answers(("calm",), private="zz-secret"))
    kept.note_keys.close()
    return kept


async def opened(there: Sitting) -> None:
    """Open the notes from the form."""
    await there.press("ctrl+n")
    await there.sees("Open your private notes")
    await there.type(WORDS)
    await there.press("enter")
    await there.sees_no("Open your private notes")
    await there.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_one_is_set_changed_and_taken_away(
    kept: Companion, places: Places, size: tuple[int, int]
) -> None:
    ana = kept.couple.people[0]
    kept.checkins.save(ana, SUNDAY, Answers(("calm",), private="zz-secret"))
    async with sitting(kept, writer="Ana", size=size) as there:
        await there.press("N")
        await there.sees("and no more than that")
        await there.press("s")
        await there.type("one thing")
        await there.press("enter")
        await there.type("another")
        await there.press("enter")
        await there.sees("The two are not the same")
        await there.press(*["backspace"] * 7)
        await there.type("one thing")
        await there.press("enter")
        await there.sees("AGE-SECRET-KEY-1")
        assert readable(places.ledger.parent, "zz-secret") == []
        await there.press("y")
        await there.sees("sealed for you alone")
        await there.press("c")
        for text in ("wrong", WORDS, WORDS):
            await there.type(text)
            await there.press("enter")
        await there.sees("That is not the passphrase")
        await there.press(*["backspace"] * 5)
        await there.type("one thing")
        await there.press("ctrl+s")
        await there.sees("another passphrase now")
        await there.press("d")
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("and no more than that")
    assert [note.text for note in kept.ledger.all(PrivateNote)] == ["zz-secret"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_closed_note_cannot_be_typed_over_and_says_what_opens_it(
    sealed: Companion, size: tuple[int, int]
) -> None:
    before = sealed.ledger.all(PrivateNote)
    async with sitting(sealed, writer="Ana", size=size) as there:
        await there.sees("sealed. Press ^n to open it.")
        await there.press("e")
        await there.go_to("own")
        await there.press("tab")
        assert there.focused != "private", "it is passed over"
        await there.go_to("private")
        await there.type("over it")
        await there.go_to("own")
        # Where there is little room, it is below what is in sight.
        assert OPENS in str(there.app.screen.query_one("#private", LineField).placeholder)
        await there.press("ctrl+s")
        await there.sees("sealed. Press ^n to open it.")
        assert sealed.ledger.all(PrivateNote) == before

        await there.press("ctrl+n")
        await there.sees("The passphrase of your notes")
        await there.type("wrong")
        await there.press("enter")
        await there.sees("That is not the passphrase")
        await there.press("escape")
        await there.press("e")
        assert there.field("private") == ""
        await opened(there)
        assert there.focused == "private"
        assert there.field("private") == "zz-secret"
        await there.type(", and more")
        await there.press("ctrl+s")
        await there.sees("hidden here")
    ana = sealed.couple.people[0]
    sealed.notes.of(ana).unlock(WORDS)
    assert sealed.checkins.day(ana, SUNDAY).answers.private == "zz-secret, and more"


@pytest.mark.slow
async def test_a_draft_typed_while_closed_waits_sealed_and_is_there_once_opened(
    sealed: Companion, places: Places
) -> None:
    async with sitting(sealed, writer="Ana") as there:
        await there.press("left_square_bracket")
        await there.go_to("private")
        await there.type("zz-typed")
        await there.press("escape", "w", "1", "left_square_bracket")
        await there.sees("You had typed this")
        await there.sees(OPENS)
        assert readable(places.ledger.parent, "zz-typed") == []
        await opened(there)
        assert there.field("private") == "zz-typed"
        await there.go_to("need")
        await there.type("a walk")
        await there.press("escape", "w", "1", "left_square_bracket")
        await there.sees("a walk")
        assert there.field("private") == "", "who handed over has to say it again"
    assert readable(places.ledger.parent, "zz-typed") == []


async def test_the_other_one_sees_nothing_of_it_anywhere(sealed: Companion) -> None:
    async with sitting(sealed, writer="Ben") as there:
        await there.sees("hidden from Ana, not locked")
        assert "open your notes" not in there.hints
        await there.press("escape", "slash")
        await there.type("zz-secret")
        await there.sees("Nothing holds all of these words.")
        assert not there.shows("private notes")
        await there.press("escape", "N")
        await there.sees("and no more than that")
        assert not there.shows("take")
        await there.press("escape", "ctrl+p")
        await there.type("Open your private notes")
        await there.settle()
        assert not any(title.startswith("Open your private") for title in there.offered)


async def test_lock_now_closes_them_where_nothing_else_is_sealed(sealed: Companion, places: Places) -> None:
    async with sitting(sealed, writer="Ana") as there:
        await there.press("e")
        await opened(there)
        await there.type(" zz-more")
        await there.press("escape", "L")
        await there.sees("closed again")
        assert there.field("private") == ""
        assert not sealed.note_keys.are_open
        assert readable(places.ledger.parent, "zz-more") == []
        await opened(there)
        assert there.field("private") == "zz-secret zz-more"


async def test_they_close_after_minutes_without_a_key(
    sealed: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(sealed, writer="Ana", preferences=Preferences()) as there:
        await there.press("e")
        await opened(there)
        await there.press("escape", "slash")
        await there.sees("words to look for")
        await there.type("zz-sec")
        await there.sees("zz-secret")
        now = there.app._now()
        monkeypatch.setattr(there.app, "_now", lambda: (now[0] + 301, now[1] + 301))
        there.app.call_later(there.app._lock_when_idle)
        await there.sees_no("zz-secret")
        await there.sees(OPENS)
        assert not sealed.note_keys.are_open


async def test_search_says_that_closed_notes_are_left_out(sealed: Companion) -> None:
    async with sitting(sealed, writer="Ana") as there:
        await there.press("slash")
        await there.sees("Not your private notes")
        await there.type("zz-secret")
        await there.sees("Nothing holds all of these words.")


async def test_in_another_window_it_is_seen_at_once(sealed: Companion, clock: HandClock) -> None:
    async with sitting(sealed, writer="Ana") as there:
        await there.press("e")
        await there.sees(OPENS)
        other = Companion(sealed.ledger, clock, "there", sealed.draft_store)
        other.notes.of(sealed.couple.people[0]).remove(WORDS)
        there.app.screen._look_again()  # type: ignore[attr-defined]
        await there.until(lambda: there.field("private") == "zz-secret", "the note that is readable by now")


async def test_the_demo_keeps_nothing_and_says_so(couple: Companion) -> None:
    couple.is_demo = True
    async with sitting(couple, writer="Ana") as there:
        await there.press("escape", "N")
        await there.sees("nothing to seal")
