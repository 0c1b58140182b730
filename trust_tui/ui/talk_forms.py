"""The forms around talks and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.talks import MINUTES, TalkKind, TopicWhat
from trust_tui.model.text import one_line
from trust_tui.services.talks.course import CLOSE, course, courses
from trust_tui.services.topics import checked
from trust_tui.ui.screens.form import Form, FormField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.model.talks import Talk
    from trust_tui.services.companion import Companion
    from trust_tui.services.talks.course import Step
    from trust_tui.services.topics import TopicView
    from trust_tui.ui.look import Glyphs

HEARD = "heard"
"""The name of the field for how far one felt heard."""


def begin(companion: Companion, glyphs: Glyphs, person: Person, topic: TopicView | None = None) -> Form:
    """Return the form that begins a talk."""
    couple = companion.couple
    others = [each for each in couple.people if each.id != person.id]
    people = [(each.id, f"{glyphs.people[each.place]} {one_line(each.name)}") for each in (person, *others)]

    def save(values: Mapping[str, str]) -> object:
        return companion.talks.begin(
            couple,
            TalkKind(values["sort"]),
            about=values["about"],
            topics=(topic.id,) if topic else (),
            minutes=int(values["minutes"]),
            begins=couple.get(values["begins"]),
        )

    return Form(
        key=f"talk.begin.{topic.id if topic else 'new'}",
        title="What kind of talk?",
        about="You can stop at any point and take it up again from there.",
        fields=(
            FormField("sort", "Kind", options=[(sort, each.name) for sort, each in courses().items()]),
            FormField("about", "About", "in a few words; or empty, and pick one that waits"),
            FormField(
                "minutes", "A turn takes", options=[(str(each), f"{each} minutes") for each in MINUTES]
            ),
            FormField("begins", "Who begins", options=people),
        ),
        save=save,
        values={"sort": TalkKind.SPEAKER, "about": topic.text if topic else "", "minutes": "5"},
        remarks=lambda values: {"sort": course(TalkKind(values["sort"])).purpose},
    )


def words(companion: Companion, glyphs: Glyphs, person: Person, talk: Talk, step: Step) -> Form:
    """Return the form in which one person writes their own part of a step."""
    said = companion.talks.words(talk, person, step.key)
    heard = load("talks.json")["heard"]
    fields = [FormField(each.key, each.label, each.hint) for each in step.fields]
    values = {each.key: str(said.words.get(each.key, "")) if said else "" for each in step.fields}
    if step.key == CLOSE:
        steps = [(str(number), f"{number} {word}") for number, word in enumerate(heard["steps"], 1)]
        fields.insert(0, FormField(HEARD, heard["label"], options=[("", "left open"), *steps]))
        values[HEARD] = str(said.heard) if said and said.heard else ""

    def save(values: Mapping[str, str]) -> object:
        texts = {name: text for name, text in values.items() if name != HEARD}
        felt = values.get(HEARD, "")
        companion.talks.write(person, talk, step.key, texts, int(felt) if felt else None)
        return True

    return Form(
        key=f"talk.{talk.id}.{step.key}.{person.id}",
        title=f"{glyphs.people[person.place]} {one_line(person.name)}: {step.title}",
        about="Only this is kept, and anything may stay empty.",
        fields=fields,
        save=save,
        values=values,
    )


def thanks(companion: Companion, person: Person, talk: Talk, text: str = "") -> Form:
    """Return the form that thanks the other in one's own words."""

    def save(values: Mapping[str, str]) -> object:
        return companion.talks.thank(person, companion.couple, talk, values["text"])

    return Form(
        key=f"talk.{talk.id}.thanks.{person.id}",
        title=f"{one_line(person.name)} says thank you",
        fields=(FormField("text", "I thank you", "for something small and real"),),
        save=save,
        values={"text": text},
    )


def issue(talk: Talk) -> Form:
    """Return the form that says in one's own words what a talk is about."""
    return Form(
        key=f"talk.{talk.id}.issue",
        title="One thing to talk about",
        fields=(FormField("about", "About", "in a few words"),),
        save=lambda values: checked(values["about"], "about"),
    )


def end(talk: Talk) -> Form:
    """Return the form that asks what becomes of the topic."""
    return Form(
        key=f"talk.{talk.id}.end",
        title="What about the topic?",
        about=talk.about,
        fields=(
            FormField(
                "topics",
                "It",
                options=[
                    (TopicWhat.TALKED, "is talked about"),
                    (TopicWhat.WAITING, "waits for another time"),
                ],
            ),
        ),
        save=lambda values: values["topics"],
    )


def add_topic(companion: Companion, person: Person) -> Form:
    """Return the form that writes down a topic."""
    return Form(
        key=f"topic.{person.id}.new",
        title="Something to talk about",
        about="It waits here until there is time for it. A few words are enough to remember it by.",
        fields=(FormField("text", "What about", "such as: who tells your mother, and what"),),
        save=lambda values: companion.topics.add(person, values["text"]),
    )


def edit_topic(companion: Companion, person: Person, topic: TopicView) -> Form:
    """Return the form that words a topic anew."""
    return Form(
        key=f"topic.{person.id}.{topic.id}",
        title="In other words",
        about="What it says now is kept.",
        fields=(FormField("text", "What about"),),
        save=lambda values: companion.topics.edit(person, topic.id, values["text"]),
        values={"text": topic.text},
    )
