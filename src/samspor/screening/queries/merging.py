"""Before a page gives way to another about the same child."""

from datetime import date

from samspor.base.refused import Refused
from samspor.people.api import Child
from samspor.screening.models import Assessment


def check_finished(child: Child, today: date) -> None:
    """Marks on a page that is gone would be seen by nobody while the round still counts the child as not looked at."""
    running = Assessment.objects.filter(child=child, joint=None, round_unit__round__closes_on__gte=today)
    found = running.select_related("round_unit__round").order_by("round_unit__round__closes_on").first()
    if found:
        raise Refused(
            f"På den side, der forsvinder, er en vurdering i gang i runden {found.round_unit.round.label}. "
            "Behold den side i stedet, eller gør vurderingen færdig først."
        )
