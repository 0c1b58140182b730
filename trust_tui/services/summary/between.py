"""What the two of them look at together: boundaries, talks, what they tried, and questions to bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trust_tui.model.boundaries import (
    Agreement,
    Boundary,
    BoundaryEvent,
    Said,
    State,
    standing,
)
from trust_tui.model.kept import Topic
from trust_tui.model.records import OURS
from trust_tui.model.support import (
    Practice,
    PracticeNote,
    Professional,
    Question,
    QuestionEvent,
    Session,
    Went,
    in_order,
    is_to_bring,
)
from trust_tui.model.talks import Talk, TalkWords
from trust_tui.model.text import one_line
from trust_tui.services.summary.lines import Line, Section
from trust_tui.services.talks.course import course

if TYPE_CHECKING:
    from trust_tui.services.summary.source import Source

FEW_TALK_WORDS = 2
"""How many lines of one person there are of one talk where not all are wanted."""

FEW_QUESTIONS = 8
"""How many questions there are, the newest, where not all are wanted: more than an hour answers."""

_WENT = {Went.DONE: "done", Went.PARTLY: "in part", Went.NOT: "not this time"}


def boundaries(source: Source) -> Iterator[Line]:
    """Yield the boundaries that it is time to look at again, or that somebody would like to talk about."""
    said: dict[str, list[Said]] = defaultdict(list)
    entries: list[Said] = [*source.all(Agreement), *source.all(BoundaryEvent)]
    for entry in entries:
        said[entry.of].append(entry)
    people = [person.id for person in source.couple.people]
    for each in source.all(Boundary):
        stands = standing(each, said[each.id], people, source.last)
        if stands.state is State.WITHDRAWN:
            continue
        asks = [ask for ask in stands.asks if source.own is None or ask.author == source.own.id]
        if asks or (stands.is_due and not stands.missing):
            yield from _boundary(source, each, asks)


def _boundary(source: Source, boundary: Boundary, asks: Sequence[BoundaryEvent]) -> Iterator[Line]:
    # Whoever put it into these words is not always who proposed it.
    is_ours = boundary.ours or boundary.author != boundary.worded_by
    owner = OURS if is_ours else boundary.author
    about = [f"{source.name(who)} would like to talk about it" for who in _authors(asks)]
    if not about and boundary.review_on:
        about = [f"to look at again since {source.day(boundary.review_on)}"]
    texts = [("All right", boundary.fine.strip()), ("Not all right", boundary.not_fine.strip())]
    first, *rest = [(label, text) for label, text in texts if text] or [("", "")]
    by = boundary.worded_by
    group, after = boundary.id, ", ".join(about)
    yield Line(boundary.id, Section.BOUNDARIES, owner, by, first[0], first[1], after, group=group)
    for label, text in rest:
        key = f"{boundary.id}:not"
        yield Line(key, Section.BOUNDARIES, owner, by, label, text, group=group, under=boundary.id)
    for ask in asks:
        if ask.text.strip():
            label = source.name(ask.author)
            who = ask.author
            yield Line(ask.id, Section.BOUNDARIES, who, who, label, ask.text, group=group, under=boundary.id)


def _authors(asks: Sequence[BoundaryEvent]) -> list[str]:
    return list(dict.fromkeys(ask.author for ask in asks))


def talks(source: Source) -> Iterator[Line]:
    """Yield the talks that came to an end: what kind, about what, and what each chose to keep."""
    for talk in source.all(Talk):
        if talk.finished is None or not source.covers(talk.finished):
            continue
        own = course(talk.sort)
        shared = {"section": Section.TALKS, "group": talk.id, "lead": source.day(talk.finished)}
        yield Line(talk.id, owner=OURS, by="", after=own.name.lower(), **shared)  # type: ignore[arg-type]
        if talk.about.strip():
            key, by = f"{talk.id}:about", _who_brought(source, talk)
            yield Line(
                key,
                owner=OURS,
                by=by,
                label="About",
                text=talk.about,
                under=talk.id,
                **shared,  # type: ignore[arg-type]
            )
        for person in source.couple.people:
            lines = list(_said(source, talk, person.id))
            yield from source.few(Section.TALKS, lines, FEW_TALK_WORDS)


def _who_brought(source: Source, talk: Talk) -> str:
    """Return whose words the topic of a talk is in; "ours" where it is not only one's."""
    topics = [source.ledger.get(Topic, topic) for topic in talk.topics]
    authors = {topic.author if topic else OURS for topic in topics} or {talk.author}
    return authors.pop() if len(authors) == 1 else OURS


def _said(source: Source, talk: Talk, who: str) -> Iterator[Line]:
    written = list(source.all(TalkWords, of=talk.id, author=who))
    for step in course(talk.sort).steps:
        for words in written:
            if words.part != step.key:
                continue
            for asked in step.fields:
                text = words.words.get(asked.key)
                if isinstance(text, str) and text.strip():
                    yield Line(
                        f"{words.id}:{asked.key}",
                        Section.TALKS,
                        who,
                        who,
                        label=asked.label if source.own else f"{source.name(who)}, “{asked.label}”",
                        text=text,
                        group=talk.id,
                        lead=source.day(talk.finished or talk.day),
                        under=talk.id,
                    )


def practice(source: Source) -> Iterator[Line]:
    """Yield what was tried, whether it went, and what got in the way."""
    sessions = {each.id: each for each in source.all(Session)}
    notes: dict[str, list[PracticeNote]] = defaultdict(list)
    for note in source.all(PracticeNote):
        notes[note.of].append(note)
    for each in source.all(Practice):
        session, said = sessions.get(each.of), in_order(notes[each.id])
        if session is None:
            continue
        days = [session.day, *(note.day for note in said), *([each.by] if each.by else [])]
        if any(source.covers(day) for day in days):
            yield from _practice(source, each, session, said)


def _practice(
    source: Source, tried: Practice, session: Session, said: Sequence[PracticeNote]
) -> Iterator[Line]:
    owner = tried.author if tried.for_whom == tried.author else OURS
    since = source.day(session.day)
    about = [f"since {since}"]
    if tried.for_whom and len(source.couple.people) > 1:
        about.insert(0, f"for {'me' if source.name(tried.for_whom) == 'I' else source.name(tried.for_whom)}")
    yield Line(
        tried.id,
        Section.PRACTICE,
        owner,
        tried.author,
        text=tried.sentence,
        after=", ".join(about),
        group=tried.id,
    )
    last = {note.author: note for note in said}
    for note in said if source.whole else last.values():
        went = _WENT[note.went]
        yield Line(
            note.id,
            Section.PRACTICE,
            note.author,
            note.author,
            label=f"{source.name(note.author)}, {went}",
            text=note.text,
            group=tried.id,
            under=tried.id,
            alone=f"Something that we tried since {since}, {went}",
        )


def questions(source: Source) -> Iterator[Line]:
    """Yield what waits to be asked, however old it is."""
    events: dict[str, list[QuestionEvent]] = defaultdict(list)
    for event in source.all(QuestionEvent):
        events[event.of].append(event)
    known = {each.id: each for each in source.all(Professional)}
    waiting = [each for each in source.all(Question) if is_to_bring(events[each.id])]
    for each in source.newest(Section.QUESTIONS, waiting, FEW_QUESTIONS):
        # Whoever wrote that name down may be the other one.
        whom = known.get(each.professional) if source.own is None else None
        yield Line(
            each.id,
            Section.QUESTIONS,
            each.author,
            each.author,
            text=each.text,
            after=f"for {one_line(whom.name)}" if whom else "",
            group=each.id,
        )
