"""A talk under way: who has the floor, how long each has spoken, and every move that can be made in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Any

from trust_tui.services.talks.course import FLOOR, Step, beside, here
from trust_tui.services.talks.timer import Timer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, tzinfo

    from trust_tui.model.moments import Moment
    from trust_tui.model.people import Couple, Person
    from trust_tui.model.talks import Talk, TopicWhat
    from trust_tui.services.talks import Talks


class LiveTalk:
    """One talk, while two people sit at it. Every move is kept at once.

    What a move changes holds here even where it could not be kept: the talk goes on, and the next move
    keeps it as well.

    Args:
        talks: Keeps it.
        couple: Who talks.
        talk: The talk, as it stands.
        seconds: Tells seconds, for the clocks.
    """

    def __init__(self, talks: Talks, couple: Couple, talk: Talk, seconds: Callable[[], float]) -> None:
        self._talks = talks
        self.couple = couple
        self.talk = talk
        turn, spoken = talks.seconds(talk)
        self.timer = Timer(seconds, {who: float(each) for who, each in spoken.items()}, float(turn))
        if (talk.rev > 1 or spoken) and self.step.does == FLOOR:
            self.talk = self._with(is_resting=True)  # whoever comes back sits down first
        self._run()

    # Where it stands

    @property
    def step(self) -> Step:
        """The step at which it stands."""
        return here(self.talk)

    @property
    def holder(self) -> Person:
        """Who has the floor. It never is nobody's."""
        return self.couple.get(self.talk.floor) or self.couple.people[0]

    @property
    def listener(self) -> Person:
        """Who listens."""
        return self.couple.other(self.holder) or self.holder

    @property
    def is_counting(self) -> bool:
        """Whether a clock runs: somebody speaks, and it was not told to rest."""
        talk = self.talk
        is_still = talk.is_resting or talk.is_saying_back or talk.in_time_out or talk.finished
        return self.step.does == FLOOR and not is_still

    @property
    def is_time_up(self) -> bool:
        """Whether the turn has had its minutes."""
        return self.timer.turn >= self.talk.minutes * 60

    def is_over(self, moment: Moment) -> bool:
        """Say whether the time to come back has come."""
        return has_come(self.talk.paused_until, self.talk.back_on, moment)

    # Moves

    def pass_floor(self) -> None:
        """Give the floor to the other."""
        if self.step.does == FLOOR:
            self.timer.new_turn()
            self._move(
                floor=self.listener.id,
                is_saying_back=False,
                was_heard=False,
                wants_ideas=False,
                is_resting=False,
            )

    def say_back(self) -> None:
        """Let the listener say back what they heard; the clock rests meanwhile."""
        if self.step.says_back and not self.talk.is_saying_back:
            self._move(is_saying_back=True, was_heard=False, is_resting=False)

    def confirm(self) -> None:
        """Yes, that's it."""
        if self.talk.is_saying_back:
            self._move(is_saying_back=False, was_heard=True)

    def ask_ideas(self) -> None:
        """Let the speaker ask for ideas, or rather not."""
        if self.step.asks_ideas:
            self._move(wants_ideas=not self.talk.wants_ideas)

    def rest(self) -> None:
        """Let the clock rest, or go on."""
        if self.step.does == FLOOR and not self.talk.is_saying_back:
            self._move(is_resting=not self.talk.is_resting)

    def time_out(self, minutes: int | None, moment: Moment) -> None:
        """Go apart until a time that both agreed to.

        Args:
            minutes: How long; None until tomorrow.
            moment: Now.
        """
        if minutes is None:
            self._move(paused_until=None, back_on=moment.day + timedelta(days=1))
            return
        until = moment.at + timedelta(minutes=minutes)
        self._move(paused_until=until, back_on=local(until, moment).date())

    def come_back(self) -> None:
        """End a time-out, before its time as well."""
        if self.talk.in_time_out:
            self._move(paused_until=None, back_on=None, is_resting=self.step.does == FLOOR)

    def go(self, by: int) -> bool:
        """Go to the next step or the one before. Return whether there is one."""
        step = beside(self.talk, by)
        if step is None:
            return False
        self.timer.new_turn()
        self._move(step=step.key, is_saying_back=False, was_heard=False, wants_ideas=False, is_resting=False)
        return True

    def choose(self, about: str, *topics: str) -> None:
        """Say what it is about."""
        self.talk = self._talks.choose(self.talk, about, topics)

    def leave(self) -> None:
        """Keep how it stands; it is taken up from here."""
        self._move(is_resting=self.step.does == FLOOR)

    def finish(self, by: Person, topics: TopicWhat) -> None:
        """End it."""
        self.timer.run("")
        self.talk = self._talks.finish(by, self.talk, topics=topics)

    # Keeping it

    def keep_seconds(self) -> None:
        """Keep how long each has spoken. Safe in a thread."""
        self._talks.keep_seconds(self.talk, self.timer.turn, dict(self.timer.spoken))

    def _move(self, **changes: Any) -> None:
        self.timer.look()
        self.talk = self._with(**changes)
        self._run()
        self.talk = self._talks.keep(self.talk)

    def _with(self, **changes: Any) -> Talk:
        spoken = {who: int(seconds) for who, seconds in self.timer.spoken.items()}
        return replace(self.talk, **changes, turn=int(self.timer.turn), spoken=spoken)

    def _run(self) -> None:
        self.timer.run(self.holder.id if self.is_counting else "")


def has_come(until: datetime | None, day: date | None, moment: Moment) -> bool:
    """Say whether the time to come back from a time-out has come.

    Args:
        until: The agreed moment, or None where a day was agreed alone.
        day: The agreed day, or None where there is no time-out.
        moment: Now.
    """
    if until is not None:
        return moment.at >= until
    return day is not None and moment.day >= day


def local(at: datetime, moment: Moment) -> datetime:
    """Return a point in time as the clock on the wall shows it, in the zone of `moment`."""
    return at.astimezone(_zone(moment.tz))


def _zone(name: str) -> tzinfo | None:
    """Return a zone by its name or offset; None for this machine's own where there is no such zone."""
    from zoneinfo import ZoneInfo

    sign, hours, minutes = name[:1], name[1:3], name[4:6]
    if sign in {"+", "-"} and hours.isdigit() and minutes.isdigit():
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(away if sign == "+" else -away)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
