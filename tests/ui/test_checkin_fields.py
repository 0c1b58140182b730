"""Every field of the check-in, by keyboard alone."""

from __future__ import annotations

from tests.ui.sitting import SUNDAY, Sitting, sitting
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.services.companion import Companion
from trust_tui.ui.tabs import TABS
from trust_tui.ui.widgets.feelings import Feelings
from trust_tui.ui.widgets.scale import Scale
from trust_tui.ui.widgets.tab_bar import TabBar


def scale(there: Sitting, name: str) -> int | None:
    return there.app.screen.query_one(f"#{name}", Scale).value


def chosen(there: Sitting) -> tuple[str, ...]:
    return there.app.screen.query_one(Feelings).chosen


async def test_feelings_are_chosen_with_arrows_and_space_and_put_back(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("space", "right", "enter", "down", "space")
        assert chosen(there) == ("hurt", "angry", "confused")
        assert "✓angry" in there.text

        await there.press("up", "space")
        assert chosen(there) == ("hurt", "confused")
        assert "✓angry" not in there.text


async def test_the_cursor_stays_within_the_words_and_leaves_them_at_their_ends(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("left", "space")
        assert chosen(there) == ("hurt",)
        await there.press("down", "down", "down")
        assert there.focused == "words"
        await there.press(
            "shift+tab", "right", "right", "right", "right", "right", "right", "right", "right", "space"
        )
        assert chosen(there) == ("hurt", "proud")


async def test_a_feeling_in_own_words_counts_beside_the_chosen_ones(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("space", "tab")
        await there.type("raw, hopeful ,, raw")
        await there.press("ctrl+s")
        await there.sees("Ana, your day")

    (checkin,) = couple.ledger.all(CheckIn)
    assert checkin.feelings == ("hurt", "raw", "hopeful")


async def test_a_scale_takes_digits_and_arrows_and_can_be_empty_again(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("safe")
        await there.press("4")
        assert scale(there, "safe") == 4
        assert "[4]" in there.text
        await there.press("right", "right", "right")
        assert scale(there, "safe") == 5
        await there.press("left")
        assert scale(there, "safe") == 4
        for clear in ("0", "backspace", "delete"):
            await there.press("2")
            assert scale(there, "safe") == 2
            await there.press(clear)
            assert scale(there, "safe") is None
        await there.press("left", "down", "1", "enter")
        assert (scale(there, "safe"), scale(there, "close"), there.focused) == (3, 1, "appreciated")
        await there.press("shift+tab", "up")
        assert there.focused == "safe"


async def test_enter_goes_on_and_a_chord_breaks_the_line(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("appreciated")
        await there.type("one")
        await there.press("ctrl+j")
        await there.type("two")
        await there.press("shift+enter")
        await there.type("three")
        await there.press("enter")
        await there.type("a walk")
        await there.press("enter")
        await there.type("my part")

        assert there.field("appreciated") == "one\ntwo\nthree"
        assert (there.field("need"), there.field("own")) == ("a walk", "my part")


async def test_a_digit_in_a_text_is_a_digit_and_a_letter_is_no_command(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("1 walk? we[d] ut q")

        assert there.field("need") == "1 walk? we[d] ut q"
        assert there.app.is_running


async def test_a_function_key_changes_the_tab_while_one_types(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("half a line")
        for number in range(len(TABS), 0, -1):
            await there.press(f"f{number}")
            assert there.app.screen.query_one(TabBar).active == TABS[number - 1].id
            await there.press("f1")
            await there.go_to("need")
        await there.type(" more")
        assert there.field("need") == "half a line more"


async def test_a_private_note_is_dots_while_it_has_no_focus(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("private")
        await there.type("marker-secret")
        assert "marker-secret" in there.text

        await there.press("shift+tab")
        assert "marker-secret" not in there.text
        assert "·" * len("marker-secret") in there.text

        await there.press("tab")
        assert "marker-secret" in there.text
        await there.press("ctrl+s")
        await there.sees("Only for you written, and hidden here. Press e to read it.")
        assert "marker-secret" not in there.text

        await there.press("e")
        await there.sees("·" * len("marker-secret"))
        assert "marker-secret" not in there.text

    (note,) = couple.ledger.all(PrivateNote)
    assert note.text == "marker-secret"


async def test_a_field_says_plainly_what_protects_a_private_note(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        assert "hidden from Ben, not locked" in there.text


async def test_the_shortest_check_in_takes_eight_keys_at_most(couple: Companion) -> None:
    async with sitting(couple) as there:
        await there.press(*["enter", "space", "ctrl+s"][:8])
        await there.sees("Ana, your day")

    (checkin,) = couple.ledger.all(CheckIn)
    assert (checkin.day, checkin.feelings) == (SUNDAY, ("hurt",))


async def test_every_field_is_saved_as_it_was_filled_in(couple: Companion) -> None:
    async with sitting(couple, writer="Ben") as there:
        await there.press("space", "tab")
        await there.type("seen")
        await there.press("enter", "4", "enter", "2", "enter")
        for text in ("the call", "a walk", "my part"):
            await there.type(text)
            await there.press("enter")
        await there.type("for me")
        await there.press("ctrl+s")
        await there.sees("Ben, your day")
        for line in (
            "Feeling hurt, seen",
            "Safe 4 of 5",
            "Close 2 of 5",
            "I appreciated the call",
            "I own my part",
        ):
            await there.sees(line)

    (checkin,) = couple.ledger.all(CheckIn)
    assert (checkin.safe, checkin.close, checkin.appreciated) == (4, 2, "the call")
    assert (checkin.need, checkin.own) == ("a walk", "my part")
