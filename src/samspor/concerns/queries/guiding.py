"""What the guide needs to know of a concern, and the checklist kept for it."""

from datetime import date

from samspor.access.actor import Actor
from samspor.concerns.models import Concern, FirstAnswer
from samspor.concerns.queries.around import stopped_among
from samspor.concerns.rules.stops import Answer
from samspor.concerns.rules.words import CHECKED
from samspor.guide.api import Kept, checklist_of
from samspor.guide.rules import Situation, Track
from samspor.people.rules import Area, age_months


def situation(
    concern: Concern, *, about: Track | None, acute: bool, today: date, degree: int | None = None
) -> Situation:
    """A yes ever said counts: what was answered later does not make the guide's steps fewer. The degree is what
    somebody says they speak from. None is taken from the ruler: people stand on different steps, and weigh that.
    """
    born = concern.child.birth_date
    return Situation(
        age_months=age_months(born, today) if born else None,
        area=Area(concern.unit.area),
        acute=acute,
        violence=FirstAnswer.objects.filter(concern=concern, answer=Answer.YES).exists(),
        about=about,
        degree=degree,
    )


def guided(actor: Actor, concern: Concern) -> Kept | None:
    """While a stop stands on any concern of the child, it leads nobody to the parents."""
    kept = checklist_of(actor, CHECKED, concern.pk)
    return kept.held_back() if kept and stopped_among([concern.child_id]) else kept
