"""Every kind of record there is. Each has a table of its own in the ledger, named after it."""

from __future__ import annotations

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent
from trust_tui.model.breach import Acknowledgement, Answer, Apology, Breach, Impact, Reply
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.checkpoints import Checkpoint, CheckpointAnswer, CheckpointRhythm
from trust_tui.model.deck import CardMark, DoneCard, Draw, OwnCard
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.notes import NoteKey
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Repair
from trust_tui.model.records import Record
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.reviews import HiddenMilestone, Review
from trust_tui.model.rituals import Ritual, RitualDone
from trust_tui.model.summary import Decision, Summary
from trust_tui.model.support import (
    Practice,
    PracticeNote,
    Professional,
    Question,
    QuestionEvent,
    Session,
)
from trust_tui.model.talks import Talk, TalkWords, TopicEvent
from trust_tui.model.versions import Version

KINDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        Person,
        CheckIn,
        PrivateNote,
        NoteKey,
        Topic,
        Victory,
        Setback,
        Version,
        Response,
        Appreciation,
        Review,
        Ritual,
        RitualDone,
        Checkpoint,
        CheckpointAnswer,
        CheckpointRhythm,
        HiddenMilestone,
        Boundary,
        Agreement,
        BoundaryEvent,
        Promise,
        Outcome,
        Pause,
        Repair,
        OwnCard,
        Draw,
        DoneCard,
        CardMark,
        Talk,
        TalkWords,
        TopicEvent,
        Breach,
        Acknowledgement,
        Impact,
        Reply,
        Apology,
        Answer,
        Professional,
        Session,
        Practice,
        PracticeNote,
        Question,
        QuestionEvent,
        Summary,
        Decision,
    )
}
