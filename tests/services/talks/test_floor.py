"""The floor never is nobody's, and whatever the clock does, nobody's time runs back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.talks import TalkKind, TopicWhat
from trust_tui.services.companion import Companion
from trust_tui.services.problems import LedgerError
from trust_tui.services.talks.live import LiveTalk, local
from trust_tui.services.talks.timer import LONGEST, Timer
from trust_tui.store import Ledger, MemoryDrafts


class Seconds:
    """A clock of seconds that a test moves, back as well."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float, live: LiveTalk) -> None:
        """Let time pass as the screen sees it: a look a second."""
        for _ in range(int(seconds)):
            self.now += 1
            live.timer.look()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def begun(companion: Companion, seconds: Seconds, sort: TalkKind = TalkKind.SPEAKER) -> LiveTalk:
    talk = companion.talks.begin(companion.couple, sort, about="the rent", minutes=2)
    return LiveTalk(companion.talks, companion.couple, talk, seconds)


def test_each_time_counts_for_who_has_the_floor(
    companion: Companion, seconds: Seconds, ana: Person, ben: Person
) -> None:
    live = begun(companion, seconds)
    assert live.holder == ana
    seconds.pass_(50, live)
    live.pass_floor()
    assert (live.holder, live.listener) == (ben, ana)
    assert live.timer.turn == 0
    seconds.pass_(20, live)
    assert live.timer.spoken == {ana.id: 50, ben.id: 20}
    assert live.timer.turn == 20


def test_the_clock_rests_while_it_is_said_back_and_while_it_is_told_to(
    companion: Companion, seconds: Seconds, ana: Person
) -> None:
    live = begun(companion, seconds)
    live.say_back()
    seconds.pass_(30, live)
    assert not live.is_counting
    live.confirm()
    assert live.talk.was_heard
    assert live.holder == ana, "to be understood does not take the floor away"
    seconds.pass_(5, live)
    live.rest()
    seconds.pass_(30, live)
    live.rest()
    seconds.pass_(5, live)
    assert live.timer.spoken == {ana.id: 10}


def test_time_that_is_up_ends_nothing(companion: Companion, seconds: Seconds, ana: Person) -> None:
    live = begun(companion, seconds)
    seconds.pass_(119, live)
    is_up = [live.is_time_up]
    seconds.pass_(60, live)
    assert [*is_up, live.is_time_up] == [False, True]
    assert live.holder == ana
    assert live.is_counting


def test_a_machine_that_slept_or_a_clock_that_jumped_is_nobodys_time() -> None:
    seconds = Seconds()
    timer = Timer(seconds)
    timer.run("ana")
    for jump in (3600.0, -9000.0, 5.0, -1.0):
        seconds.now += jump
        timer.look()
    assert timer.spoken == {"ana": LONGEST + 5}


@pytest.mark.parametrize("minutes", [20, 40, 60])
def test_a_time_out_says_when_they_come_back(
    companion: Companion, clock: MovedClock, seconds: Seconds, minutes: int
) -> None:
    live = begun(companion, seconds)
    clock.set(2026, 11, 22, 23, 50)
    live.time_out(minutes, clock())
    assert not live.is_counting
    assert live.talk.paused_until == clock.at + timedelta(minutes=minutes)
    assert live.talk.back_on == TODAY + timedelta(days=1), "it is past midnight then"
    clock.move(minutes=minutes - 1)
    assert not live.is_over(clock())
    clock.move(minutes=1)
    assert live.is_over(clock())
    live.come_back()
    kept = companion.talks.get(live.talk.id)
    assert kept is not None
    assert not kept.in_time_out
    assert kept.is_resting, "whoever comes back sits down first"


def test_tomorrow_has_no_hour(companion: Companion, clock: MovedClock, seconds: Seconds) -> None:
    live = begun(companion, seconds)
    live.time_out(None, clock())
    assert live.talk.paused_until is None
    assert not live.is_over(clock())
    clock.set(2026, 11, 23, 0, 1)
    assert live.is_over(clock())


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Lisbon", 20), ("Asia/Tokyo", 5), ("+05:30", 1), ("-03:00", 17)]
)
def test_the_time_to_come_back_is_that_of_the_clock_on_their_wall(
    clock: MovedClock, zone: str, hour: int
) -> None:
    from trust_tui.model.moments import Moment

    assert local(clock.at, Moment(clock.at, TODAY, zone)).hour == hour


def test_it_is_taken_up_in_another_run_just_where_it_was(
    companion: Companion, elsewhere: Companion, clock: MovedClock, seconds: Seconds, ana: Person, ben: Person
) -> None:
    live = begun(companion, seconds)
    seconds.pass_(30, live)
    live.pass_floor()
    seconds.pass_(12, live)
    live.time_out(20, clock())

    talk = elsewhere.talks.get(live.talk.id)
    assert talk is not None
    again = LiveTalk(elsewhere.talks, elsewhere.couple, talk, Seconds())
    assert again.holder == ben
    assert again.talk.in_time_out
    assert again.talk.paused_until == live.talk.paused_until
    assert again.timer.spoken == {ana.id: 30, ben.id: 12}
    assert again.timer.turn == 12
    again.come_back()
    assert again.holder == ben


def test_after_a_kill_it_goes_on_from_the_seconds_that_were_kept(
    companion: Companion, seconds: Seconds, ana: Person
) -> None:
    live = begun(companion, seconds)
    seconds.pass_(33, live)
    live.keep_seconds()
    seconds.pass_(2, live)  # and then somebody pulls the plug

    talk = companion.talks.get(live.talk.id)
    assert talk is not None
    again = LiveTalk(companion.talks, companion.couple, talk, Seconds())
    assert again.timer.spoken == {ana.id: 33}
    assert again.timer.turn == 33
    assert not again.is_counting


def test_seconds_of_a_turn_that_ended_do_not_count_for_the_next(
    companion: Companion, seconds: Seconds, ana: Person, ben: Person
) -> None:
    live = begun(companion, seconds)
    seconds.pass_(33, live)
    live.keep_seconds()
    live.pass_floor()
    talk = companion.talks.get(live.talk.id)
    assert talk is not None
    assert companion.talks.seconds(talk) == (0, {ana.id: 33})


def test_a_draft_that_makes_no_sense_harms_nothing(companion: Companion, seconds: Seconds) -> None:
    live = begun(companion, seconds)
    key = f"talk.{live.talk.id}"
    companion.form_drafts.keep(key, {"rev": "1", "turn": "-5", "x": "9" * 40, "y": "soon"})
    assert companion.talks.seconds(live.talk) == (0, {"x": 0, "y": 0})


def test_where_it_cannot_be_kept_the_talk_goes_on(
    companion: Companion, seconds: Seconds, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = begun(companion, seconds)
    keep = companion.talks.keep

    def full(_talk: object) -> None:
        raise LedgerError("the disk is full")

    monkeypatch.setattr(companion.talks, "keep", full)
    with pytest.raises(LedgerError):
        live.pass_floor()
    assert live.holder == ben
    monkeypatch.setattr(companion.talks, "keep", keep)
    live.rest()
    talk = companion.talks.get(live.talk.id)
    assert talk is not None
    assert talk.floor == ben.id, "the next move keeps it as well"


def test_a_floor_that_belongs_to_nobody_here_is_the_first_ones(
    companion: Companion, seconds: Seconds, ana: Person
) -> None:
    talk = companion.talks.begin(companion.couple, TalkKind.SPEAKER)
    stray = replace(talk, floor="somebody-else")
    live = LiveTalk(companion.talks, companion.couple, stray, seconds)
    assert live.holder == ana
    seconds.pass_(3, live)
    assert live.timer.spoken == {ana.id: 3}


def test_a_window_that_was_left_open_takes_no_time_away(
    companion: Companion, elsewhere: Companion, seconds: Seconds, ana: Person
) -> None:
    live = begun(companion, seconds)
    stale = LiveTalk(elsewhere.talks, elsewhere.couple, live.talk, Seconds())
    seconds.pass_(50, live)
    live.rest()
    stale.pass_floor()
    kept = companion.talks.get(live.talk.id)
    assert kept is not None
    assert kept.seconds(ana.id) == 50


_MOVES: list[Callable[[LiveTalk, MovedClock], object]] = [
    lambda live, clock: live.pass_floor(),
    lambda live, clock: live.say_back(),
    lambda live, clock: live.confirm(),
    lambda live, clock: live.rest(),
    lambda live, clock: live.ask_ideas(),
    lambda live, clock: live.time_out(20, clock()),
    lambda live, clock: live.time_out(None, clock()),
    lambda live, clock: live.come_back(),
    lambda live, clock: live.go(1),
    lambda live, clock: live.go(-1),
    lambda live, clock: live.leave(),
    lambda live, clock: live.keep_seconds(),
]
_TAKE_UP = len(_MOVES)


@settings(max_examples=60, deadline=None)
@given(
    sort=st.sampled_from(TalkKind),
    steps=st.lists(
        st.tuples(st.integers(0, _TAKE_UP), st.floats(-5000, 5000), st.integers(-3, 3)), max_size=25
    ),
)
def test_whatever_keys_are_pressed_and_whatever_the_clocks_do(
    sort: TalkKind, steps: list[tuple[int, float, int]]
) -> None:
    clock, seconds = MovedClock(), Seconds()
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    companion.people.set_up("Ana", "Ben")
    people = {person.id for person in companion.couple.people}
    live = begun(companion, seconds, sort)
    before: dict[str, float] = {}
    stored: dict[str, float] = {}
    for move, jump, days in steps:
        seconds.now += jump
        clock.move(days=days)
        counted = sum(live.timer.spoken.values())
        if move == _TAKE_UP:
            talk = companion.talks.get(live.talk.id)
            assert talk is not None
            before = dict(stored)  # what was counted since is gone, as after a kill
            live = LiveTalk(companion.talks, companion.couple, talk, seconds)
        else:
            _MOVES[move](live, clock)
            assert sum(live.timer.spoken.values()) - counted <= LONGEST
        kept = companion.talks.get(live.talk.id)
        assert kept is not None
        assert {live.talk.floor, kept.floor} <= people
        assert live.holder.id == live.talk.floor != live.listener.id
        for who, each in before.items():
            assert live.timer.spoken.get(who, 0) >= each
        assert set(live.timer.spoken) <= people
        assert all(kept.seconds(who) >= each for who, each in stored.items())
        before, stored = dict(live.timer.spoken), {who: kept.seconds(who) for who in kept.spoken}
    live.finish(companion.couple.people[0], TopicWhat.TALKED)
    assert not live.is_counting
