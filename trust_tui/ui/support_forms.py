"""The forms around professionals, sessions, and what is tried in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.dates import date_words
from trust_tui.model.records import Visibility
from trust_tui.model.support import Went
from trust_tui.model.text import one_line
from trust_tui.services.support.practices import PracticeWords
from trust_tui.services.support.professionals import ProfessionalWords
from trust_tui.services.support.sessions import SessionWords
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import coming_hint, coming_remark, coming_typed, day_remark, day_typed, past_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.support.views import (
        PracticeView,
        ProfessionalView,
        SessionView,
    )

PROFESSIONAL_LABELS = {
    "name": "Name",
    "what_for": "What for",
    "phone": "Phone",
    "mail": "Mail",
    "address": "Address",
    "note": "Good to know",
}
WENT_WORDS = {Went.DONE: "done", Went.PARTLY: "in part", Went.NOT: "not this time"}

_OURS, _MINE, _ONLY = "ours", "mine", "only"
_NOW, _PAST = "now", "past"
BOTH, PRIVATE = Visibility.SHARED.value, Visibility.PRIVATE.value
_ALL = "all"


# Professionals


def professional(companion: Companion, person: Person, view: ProfessionalView | None = None) -> Form:
    """Return the form that writes down a professional, or changes what is written about one."""
    fields = [
        FormField("name", PROFESSIONAL_LABELS["name"], "such as: Maren, or the Tuesday group"),
        FormField("what_for", PROFESSIONAL_LABELS["what_for"], "such as: counselling, a doctor, debts"),
        FormField("phone", PROFESSIONAL_LABELS["phone"]),
        FormField("mail", PROFESSIONAL_LABELS["mail"]),
        FormField("address", PROFESSIONAL_LABELS["address"]),
        FormField("note", PROFESSIONAL_LABELS["note"], "hours, what it costs, how to get there"),
    ]
    if view is None or view.is_mine:
        fields.append(FormField("whose", "Whose", options=_whose_options(companion, view)))
    fields.append(FormField("seen", "Seen", options=((_NOW, "now, or soon"), (_PAST, "not any more"))))

    def save(values: Mapping[str, str]) -> object:
        words = _professional_words(values)
        if view is None:
            return companion.professionals.add(person, words)
        return companion.professionals.edit(person, view.id, view.rev, words)

    return Form(
        key=f"professional.{person.id}.{view.id if view else 'new'}",
        title="Somebody who helps" if view is None else "Change what is written here",
        about="A name is enough. Nothing is called or sent from here; it is only kept.",
        fields=fields,
        save=save,
        values=_professional_values(view) if view else {},
    )


def _whose_options(companion: Companion, view: ProfessionalView | None) -> list[tuple[str, str]]:
    if companion.couple.is_solo:
        options = [(_MINE, "mine, for whoever writes here"), (_ONLY, "only for me")]
    else:
        options = [(_OURS, "ours"), (_MINE, "mine, for both to read"), (_ONLY, "mine, only for me")]
    # What the other could read once does not close again.
    return options if view is None or view.is_private else options[:-1]


def _professional_words(values: Mapping[str, str]) -> ProfessionalWords:
    whose = values.get("whose", _OURS)
    return ProfessionalWords(
        is_ours=whose == _OURS,
        is_past=values["seen"] == _PAST,
        visibility=Visibility.PRIVATE if whose == _ONLY else Visibility.SHARED,
        **{name: values[name] for name in PROFESSIONAL_LABELS},
    )


def _professional_values(view: ProfessionalView) -> dict[str, str]:
    whose = _ONLY if view.is_private else _MINE if view.whose else _OURS
    values = {name: str(getattr(view, name)) for name in PROFESSIONAL_LABELS}
    values["seen"] = _PAST if view.is_past else _NOW
    return {**values, "whose": whose} if view.is_mine else values


def who_options(companion: Companion, person: Person, nobody: str) -> list[tuple[str, str]]:
    """Return whom one can choose; of a private one no more than the first letter is shown."""
    there = [each for each in companion.professionals.all(person) if not each.is_past]
    is_solo = companion.couple.is_solo
    return [
        *((each.id, one_line(each.name)) for each in there if is_solo or not each.is_private),
        *((each.id, f"{each.name[:1]}…, only for me") for each in there if each.is_private and not is_solo),
        ("", nobody),
    ]


def reader_options(companion: Companion) -> list[tuple[str, str]]:
    """Return who may read something."""
    if companion.couple.is_solo:
        return [(BOTH, "whoever writes here"), (PRIVATE, "only me")]
    return [(BOTH, "both of us"), (PRIVATE, "only me")]


# Sessions


def session(companion: Companion, person: Person, view: SessionView | None = None) -> Form:
    """Return the form that writes down a session, or changes one."""
    today = companion.clock().day
    who = who_options(companion, person, "somebody else")
    if view is not None and view.professional and not any(view.professional == each for each, _ in who):
        known = companion.professionals.one(person, view.professional)
        who.insert(0, (view.professional, one_line(known.name) if known else ""))
    fields = [FormField("day", "When", past_hint())]
    if len(who) > 1:
        fields.append(FormField("professional", "With", options=who))
    if not companion.couple.is_solo:
        fields.append(FormField("present", "There were", options=_present_options(companion, person)))
    fields += [
        FormField("took_away", "Took away", "what stays with you, in a sentence or a page"),
        FormField("next_on", "Next session", coming_hint()),
    ]
    if view is None or view.is_private:
        fields.append(FormField("visibility", "Who reads it", options=reader_options(companion)))

    def save(values: Mapping[str, str]) -> object:
        words = SessionWords(
            day_typed(values["day"], today),
            values.get("professional", ""),
            _present(companion, person, values.get("present", _ALL)),
            values["took_away"],
            coming_typed(values["next_on"], today, "next_on"),
            Visibility(values.get("visibility", BOTH)),
        )
        if view is None:
            return companion.sessions.add(person, words)
        return companion.sessions.edit(person, view.id, view.rev, words)

    def remarks(values: Mapping[str, str]) -> dict[str, str]:
        said = {
            "day": day_remark(values["day"], today),
            "next_on": coming_remark(values["next_on"], today),
            "professional": hides(companion, person, values),
        }
        if view is not None and values.get("visibility") == BOTH:
            said["visibility"] = "With its practice, and what you said to that."
        return {name: words for name, words in said.items() if words}

    return Form(
        key=f"session.{person.id}.{view.id if view else 'new'}",
        title="A session" if view is None else "Change a session",
        about="One sentence is plenty. What you want to try comes afterwards."
        if view is None
        else "What it says now is kept, and can be read below it.",
        fields=fields,
        save=save,
        values=_session_values(companion, person, view, [each for each, _ in who]),
        remarks=remarks,
    )


def _present_options(companion: Companion, person: Person) -> list[tuple[str, str]]:
    other = companion.couple.other(person)
    options = [(_ALL, "both of us"), (person.id, "only me")]
    return [*options, (other.id, f"only {one_line(other.name)}")] if other else options


def _present(companion: Companion, person: Person, chosen: str) -> tuple[str, ...]:
    people = tuple(each.id for each in companion.couple.people)
    return people if chosen == _ALL and len(people) > 1 else (person.id,) if chosen == _ALL else (chosen,)


def hides(companion: Companion, person: Person, values: Mapping[str, str]) -> str:
    """Say that what both read names nobody whom only one of them sees."""
    if values.get("visibility", BOTH) == PRIVATE or companion.couple.is_solo:
        return ""
    known = companion.professionals.known(person).get(values.get("professional", ""))
    is_private = known is not None and known.visibility is Visibility.PRIVATE
    return "Only you see whom this is about." if is_private else ""


def _session_values(
    companion: Companion, person: Person, view: SessionView | None, who: list[str]
) -> dict[str, str]:
    if view is None:
        last = companion.sessions.last(person)
        usual = last.professional if last and last.professional in who else who[0]
        return {"professional": usual} if len(who) > 1 else {}
    values = {
        "day": date_words(view.day),
        "took_away": view.took_away,
        "next_on": date_words(view.next_on) if view.next_on else "",
    }
    if len(who) > 1:
        values["professional"] = view.professional
    if not companion.couple.is_solo:
        values["present"] = view.present[0] if len(view.present) == 1 else _ALL
    return {**values, "visibility": PRIVATE} if view.is_private else values


def next_session(companion: Companion, person: Person, view: SessionView) -> Form:
    """Return the form that says when the next session is."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        next_on = coming_typed(values["next_on"], today, "next_on")
        companion.sessions.set_next(person, view.id, next_on)
        return True

    return Form(
        key=f"next-session.{person.id}.{view.id}",
        title="The next session",
        about="Left empty, no day is set.",
        fields=(FormField("next_on", "When", coming_hint()),),
        save=save,
        values={"next_on": date_words(view.next_on) if view.next_on else ""},
        remarks=lambda values: said_of("next_on", coming_remark(values["next_on"], today)),
    )


# Practice


def practice(
    companion: Companion, person: Person, session_view: SessionView, view: PracticeView | None = None
) -> Form:
    """Return the form that writes down something to try, or changes it."""
    today = companion.clock().day
    fields = [
        FormField("when", "When", "such as: one of us gets loud; it may stay empty"),
        FormField("then", "Then", "such as: we stop, and come back after ten minutes"),
        FormField("by", "Until", coming_hint()),
    ]
    if not companion.couple.is_solo:
        fields.append(FormField("for_whom", "Who tries it", options=_for_options(companion, person)))

    def save(values: Mapping[str, str]) -> object:
        words = PracticeWords(
            values["then"],
            values["when"],
            coming_typed(values["by"], today, "by"),
            values.get("for_whom", ""),
        )
        if view is None:
            return companion.sessions.practices.add(person, session_view.id, words)
        return companion.sessions.practices.edit(person, view.id, view.rev, words)

    until = view.by if view else session_view.next_on
    values = {"by": date_words(until)} if until and (view or until >= today) else {}
    if view is not None:
        values |= {"when": view.when, "then": view.then}
        values |= {} if companion.couple.is_solo else {"for_whom": view.for_whom}
    return Form(
        key=f"practice.{person.id}.{view.id if view else session_view.id}",
        title="Something to try",
        about="Small enough for a tired evening. On its day it asks how it went; any answer is complete.",
        fields=fields,
        save=save,
        values=values,
        remarks=lambda values: said_of("by", coming_remark(values["by"], today)),
    )


def _for_options(companion: Companion, person: Person) -> list[tuple[str, str]]:
    other = companion.couple.other(person)
    options = [("", "both of us"), (person.id, "I")]
    return [*options, (other.id, one_line(other.name))] if other else options


def how_it_went(companion: Companion, person: Person, view: PracticeView) -> Form:
    """Return the form that says how a practice went."""

    def save(values: Mapping[str, str]) -> object:
        return companion.sessions.practices.say(person, view.id, Went(values["went"]), values["text"])

    return Form(
        key=f"how-it-went.{person.id}.{view.id}",
        title="How did it go?",
        about=view.sentence,
        fields=(
            FormField("went", "It was", options=[(went.value, words) for went, words in WENT_WORDS.items()]),
            FormField("text", "In my words", "what got in the way, or what helped"),
        ),
        save=save,
    )


def said_of(name: str, words: str) -> dict[str, str]:
    """Return what there is to say of one field, where there is anything."""
    return {name: words} if words else {}
