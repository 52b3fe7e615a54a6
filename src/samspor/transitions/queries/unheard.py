"""What a parent has said by a link, so that no colleague heard it."""

from samspor.transitions.models import ParentAnswer
from samspor.transitions.queries.now import Now
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.words import Said, Way


def noes_by_link(found: Now) -> list[ParentAnswer]:
    """The noes that stand: to the words as they are, of one who has custody today."""
    ties = {tie.guardian_id for tie in found.holders}
    declined = [one for one in found.fields if one.state is FieldState.DECLINED]
    said = [(answer, one.wording_key) for one in declined for answer in one.answers if answer.guardian_id in ties]
    return [answer for answer, key in said if (answer.said, answer.way, answer.wording_id) == (Said.NO, Way.LINK, key)]
