"""Looking at victories together, one at a time, at one keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.records import OURS, Deletion
from trust_tui.model.responses import Appreciation
from trust_tui.model.reviews import Order, Review
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.victories import Card, Victories

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trust_tui.model.people import Couple, Person


@dataclass
class Reviews:
    """What people can do when they look at their victories together.

    Both sit at the keyboard, so only what both may see is shown.
    """

    desk: Desk
    victories: Victories

    def under_way(self) -> Review | None:
        """Return the review that was left in the middle, or None."""
        open_ones = [review for review in self.desk.ledger.all(Review) if review.finished is None]
        return open_ones[-1] if open_ones else None

    def last(self) -> Review | None:
        """Return the review that ended last, or None where there was none yet."""
        finished = [review for review in self.desk.ledger.all(Review) if review.finished]
        return max(finished, key=lambda review: (review.last, review.created_at), default=None)

    def begin(
        self, couple: Couple, order: Order, *, first: date | None = None, only_new: bool = False
    ) -> Review:
        """Begin a review.

        Args:
            couple: Who looks.
            order: Newest or oldest first.
            first: The first day whose victories are looked at; None for all there are.
            only_new: Whether to leave out what was looked at before.

        Raises:
            Problem: If there is nothing to look at.
        """
        review = self.desk.new(
            Review, OURS, first=first, last=self.desk.clock().day, order=order, only_new=only_new
        )
        if not self.cards(couple, review):
            raise Problem("There is no victory in this time that both of you can see yet.")
        with self.desk.ledger.transaction() as tx:
            tx.add(review)
        return review

    def cards(self, couple: Couple, review: Review) -> list[Card]:
        """Return what a review looks at: what was looked at already comes first, as it came."""
        before: set[str] = self._looked_at() if review.only_new else set()
        cards = [
            card
            for card in self.victories.wall(couple.people[0])
            if not card.is_closed
            and card.id not in before
            and card.day <= review.last
            and (review.first is None or card.day >= review.first)
        ]
        cards.sort(key=lambda card: card.day, reverse=review.order is Order.NEWEST)
        seen = {victory_id: at for at, victory_id in enumerate(review.seen)}
        return sorted(cards, key=lambda card: seen.get(card.id, len(seen)))

    def _looked_at(self) -> set[str]:
        finished = (review for review in self.desk.ledger.all(Review) if review.finished)
        return {victory_id for review in finished for victory_id in review.seen}

    def look_at(self, review: Review, victory_id: str) -> Review:
        """Remember that a victory was looked at, so that the review can be taken up again from here."""
        with self.desk.ledger.transaction() as tx:
            now = tx.get(Review, review.id) or review
            if victory_id in now.seen:
                return now
            after = now.changed(self.desk.clock(), seen=(*now.seen, victory_id))
            tx.replace(after)
        return after

    def finish(self, by: Person, couple: Couple, review: Review, thanks: Mapping[str, str]) -> Review:
        """End a review, with what each person thanks the other for.

        Args:
            by: Whose undo takes it back: who sat down before the two looked.
            couple: Who looked.
            review: What ends.
            thanks: Words by the id of the person who says them; empty ones are left out.

        Raises:
            Problem: If somebody's words are too long; its field is that person's id.
        """
        writes = []
        for person in couple.people:
            text = thanks.get(person.id, "").strip()
            if len(text) > TEXT_LIMIT:
                raise TooLongProblem(len(text), person.id)
            if text:
                other = couple.other(person)
                said = self.desk.new(
                    Appreciation, person.id, text=text, to=other.id if other else "", review=review.id
                )
                writes.append(Write(None, said))
        with self.desk.ledger.transaction() as tx:
            now = tx.get(Review, review.id) or review
            after = now.changed(self.desk.clock(), finished=self.desk.clock().day)
            change = Change(by.id, "ended looking at your victories", (Write(now, after), *writes))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def let_go(self, review: Review) -> None:
        """Forget a review that was left in the middle. What was said to the victories stays."""
        moment = self.desk.clock()
        with self.desk.ledger.transaction() as tx:
            now = tx.get(Review, review.id)
            if now is not None and now.finished is None:
                tx.replace(now.changed(moment, deleted=Deletion(OURS, moment.at)))
