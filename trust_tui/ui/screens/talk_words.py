"""What a talk shows: prompts for the one who speaks and the one who listens, both sides, the clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.text import one_line, shown
from trust_tui.services.talks.course import FLOOR, THANK, WRITE, steps
from trust_tui.services.talks.reading import is_there, part_of
from trust_tui.ui.commands import key
from trust_tui.ui.marks import marked
from trust_tui.ui.time_out_words import back_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.talks.live import LiveTalk
    from trust_tui.ui.look import Glyphs


class TalkWording:
    """Puts a talk under way into words."""

    def __init__(self, companion: Companion, glyphs: Glyphs, live: LiveTalk) -> None:
        self._companion = companion
        self._glyphs = glyphs
        self._live = live

    # The band

    def band(self, is_again: bool) -> tuple[str, str, str]:
        """Return what stands in the band, its colour, and the mark of the one it is about.

        Args:
            is_again: Whether what was said back was not quite it.
        """
        live, now = self._live, self._companion.clock()
        if live.talk.in_time_out:
            words = load("talks.json")["time_out"]
            if live.is_over(now):
                return words["over"], "$accent", ""
            back = back_words(live.talk.paused_until, live.talk.back_on, now)
            return f"You come back {back}", "$accent", ""
        person = live.listener if live.talk.is_saying_back else live.holder
        doing = "has the floor"
        if live.talk.is_saying_back:
            doing = "says it once more" if is_again else "says back what they heard"
        mark, colour = self._glyphs.people[person.place], f"$person-{person.place + 1}"
        return f"{one_line(person.name)} {doing}", colour, mark

    def clock(self, is_roomy: bool) -> Content:
        """Return how long this turn is, and how long each has spoken."""
        live = self._live
        words = load("talks.json")
        whole = live.talk.minutes * 60
        turn = f"{_minutes(min(live.timer.turn, whole))} of {_minutes(whole)}"
        parts = [Content.styled(turn, "bold")]
        if live.is_time_up:
            parts = [Content.styled(words["time_is_up"], "bold")]
            if not is_roomy:
                return parts[0]
        elif not live.is_counting:
            resting = words["resting"] if is_roomy else words["resting_short"]
            parts.append(Content.styled(f"  {resting}", "$quiet"))
        parts.append(Content("     " if is_roomy else "  "))
        for person in live.couple.people:
            spoken = _minutes(live.timer.spoken.get(person.id, 0))
            who = marked(person, self._glyphs) if is_roomy else self._mark(person)
            parts += [who, Content.styled(f" {spoken}   " if is_roomy else f" {spoken}  ", "$quiet")]
        return Content("").join(parts)

    def _mark(self, person: Person) -> Content:
        return Content.styled(self._glyphs.people[person.place], f"$person-{person.place + 1}")

    # The middle

    def text(self) -> Content:
        """Return what there is to say to both."""
        live = self._live
        if live.talk.in_time_out:
            words = load("talks.json")["time_out"]
            lines = [f"{self._glyphs.dash} {line}" for line in words["meanwhile"]]
            return Content("\n").join([Content.styled(words["resting"], "bold"), *map(Content, lines)])
        step = live.step
        title = Content.styled(step.title, "bold $accent")
        if step.does == FLOOR and live.talk.about:
            return Content.styled(shown(live.talk.about), "bold")
        return Content("\n").join([title, Content(step.text)]) if step.text else title

    def column(self, person: Person, is_again: bool, is_wide: bool) -> Content:
        """Return what stands in the column of one person.

        Args:
            person: Who.
            is_again: Whether what was said back was not quite it.
            is_wide: Whether both columns stand side by side; else the prompts of both come first.
        """
        live = self._live
        if live.talk.in_time_out:
            return Content("")
        if live.step.does == FLOOR:
            prompts = self._prompts(person, is_again)
            return Content("\n").join([prompts, *self._side(person)]) if is_wide else prompts
        if live.step.does == WRITE:
            return self._written(person)
        return self._thanks(person) if live.step.does == THANK else Content("")

    def _prompts(self, person: Person, is_again: bool) -> Content:
        live = self._live
        is_holder = person.id == live.holder.id
        role = "speaker" if is_holder else "listener"
        words = live.step.prompts
        doing = "speaks" if is_holder else "listens"
        lines = words[role]
        if live.talk.is_saying_back:
            lines, doing = words[f"back_{role}"], "listens" if is_holder else "says it back"
            if is_again and is_holder:
                lines = [load("talks.json")["again"]]
        elif live.talk.wants_ideas and live.step.asks_ideas:
            lines = words[f"ideas_{role}"]
        elif live.talk.was_heard and is_holder:
            lines = [load("talks.json")["was_heard"], *lines]
        head = marked(person, self._glyphs, "bold") + Content.styled(f" {doing}", "bold")
        return Content("\n").join([head, *(Content(f"{self._glyphs.dash} {line}") for line in lines)])

    def _side(self, person: Person) -> Sequence[Content]:
        """Return what a person wrote of a fight before, where both may read it."""
        step = next((each for each in steps(self._live.talk) if each.is_closed), None)
        mine = self._companion.talks.words(self._live.talk, person, step.key) if step else None
        if step is None or mine is None or (part := part_of(mine, step)).is_closed:
            return ()
        lines = [Content("")]
        for label, text in part.lines:
            lines += [Content.styled(label, "$quiet"), Content(shown(text))]
        return lines

    def _written(self, person: Person) -> Content:
        live, talks = self._live, self._companion.talks
        mine = talks.words(live.talk, person, live.step.key)
        head = marked(person, self._glyphs, "bold")
        if mine is None or not is_there(mine):
            return Content("\n").join([head, Content.styled("nothing written yet", "$quiet")])
        part = part_of(mine, live.step)
        if part.is_closed:
            other = live.couple.other(person)
            waits = f"written; it opens when {one_line(other.name)} has written, too" if other else ""
            return Content("\n").join([head, Content.styled(waits, "$quiet")])
        lines = [head]
        if part.heard is not None:
            heard = load("talks.json")["heard"]
            lines += [Content.styled(heard["label"], "$quiet"), Content(heard["steps"][part.heard - 1])]
        for label, text in part.lines:
            lines += [Content.styled(label, "$quiet"), Content(shown(text))]
        return Content("\n").join(lines)

    def _thanks(self, person: Person) -> Content:
        said = [each for each in self._companion.talks.thanks(self._live.talk) if each.author == person.id]
        lines = [Content(f"{self._glyphs.chosen} {one_line(each.text)}") for each in said]
        if not lines:
            lines = [Content.styled("nothing said yet", "$quiet")]
        return Content("\n").join([marked(person, self._glyphs, "bold"), *lines])

    # The line of what can be done

    def deeds(self, is_roomy: bool) -> Content:
        """Return what can be done now, with the names of the two."""
        live = self._live
        if live.talk.in_time_out:
            return _deed("talk.next", "we are back")
        if live.step.does == FLOOR:
            return self._floor_deeds(is_roomy)
        if live.step.does in {WRITE, THANK}:
            doing = ("writes" if live.step.does == WRITE else "says thank you") if is_roomy else ""
            parts = [
                Content.styled(f"{key(f'talk.say-{person.place}')} ", "bold $accent")
                + marked(person, self._glyphs)
                + Content.styled(f" {doing}", "$quiet")
                for person in live.couple.people
            ]
            return Content("    ").join(parts)
        return _deed("talk.choose", "choose what to talk about")

    def _floor_deeds(self, is_roomy: bool) -> Content:
        live = self._live
        if live.talk.is_saying_back:
            parts = [_deed("talk.confirm", "yes, that's it"), _deed("talk.again", "not quite, again")]
        else:
            to = one_line(live.listener.name)
            parts = [_deed("talk.pass_floor", f"the floor goes to {to}" if is_roomy else f"to {to}")]
            if live.talk.is_resting:
                parts.insert(0, _deed("talk.rest", "let the clock go on" if is_roomy else "go on"))
            if live.step.says_back:
                parts.append(_deed("talk.say_back", "say it back"))
            if live.step.asks_ideas:
                words = "no ideas any more" if live.talk.wants_ideas else "ideas, please"
                parts.append(_deed("talk.ideas", words))
        return Content("    " if is_roomy else "  ").join(parts)


def _deed(command: str, words: str) -> Content:
    return Content.assemble((f"{key(command)} ", "bold $accent"), (words, ""))


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
