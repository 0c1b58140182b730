"""Keys that come in one piece, as over a slow line, all land where they were meant."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from tests.ui.sitting import sitting
from trust_tui.model.checkin import CheckIn
from trust_tui.services.companion import Companion
from trust_tui.ui import type_ahead
from trust_tui.ui.widgets.line_field import LineField


async def test_tabs_and_texts_in_one_piece_land_in_their_fields(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        there.post(
            "space", "tab", *"raw", "tab", "4", "tab", "2", "enter", *"the call", "tab", *"a walk", "enter",
            *"my part", "tab", *"mine alone", "ctrl+s",
        )  # fmt: skip
        await there.sees("Ana, your day")

    (checkin,) = couple.ledger.all(CheckIn)
    assert (checkin.feelings, checkin.safe, checkin.close) == (("hurt", "raw"), 4, 2)
    assert (checkin.appreciated, checkin.need, checkin.own) == ("the call", "a walk", "my part")


async def test_a_whole_evening_in_one_piece(couple: Companion) -> None:
    async with sitting(couple) as there:
        there.post("1", "space", "ctrl+s", "w", "2", "right", "space", "tab", *"ok", "ctrl+s")
        await there.sees("Ben, your day")
        await there.sees("Both of you can read this day.")

    assert {checkin.feelings for checkin in couple.ledger.all(CheckIn)} == {("hurt",), ("angry", "ok")}


async def test_a_paste_keeps_its_place_among_the_keys(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        there.post("a", "b")
        there.app.post_message(events.Paste("pasted"))
        there.post("c", "tab", "d")
        await there.until(lambda: there.field("own") == "d")
        assert there.field("need") == "abpastedc"


async def test_a_marker_that_is_lost_stops_no_keyboard(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "_PATIENCE", 0.02)
    async with sitting(couple, writer="Ana") as there:
        post, lost = LineField.post_message, []

        def losing(self: LineField, message: Message) -> bool:
            if isinstance(message, type_ahead.Settled):
                lost.append(message)
                return True
            return post(self, message)

        await there.go_to("need")
        monkeypatch.setattr(LineField, "post_message", losing)
        there.post(*"abc")
        await there.until(lambda: there.field("need") == "abc")
        assert lost
        monkeypatch.setattr(LineField, "post_message", post)
        await there.type("d")
        assert there.field("need") == "abcd"


class Doomed(Screen[None]):
    """A screen that goes away at the first key, with that key's marker in the queues of its field."""

    def compose(self) -> ComposeResult:
        yield LineField(id="doomed")

    def on_mount(self) -> None:
        self.query_one(LineField).focus()

    def on_text_area_changed(self) -> None:
        self.dismiss()


async def test_what_is_taken_down_takes_no_keys_along(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        for _ in range(3):
            await there.app.push_screen(Doomed())
            there.post("x")
            await there.until(lambda: not isinstance(there.app.screen, Doomed), "the shell")
            await there.type("ab")
        assert there.field("need") == "ababab"
