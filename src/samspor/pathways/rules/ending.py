"""A pathway does not end over what is still under way in it."""

from collections.abc import Iterable
from textwrap import shorten

from samspor.base.refused import Refused
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState

Became = GoalState | ActionState


def check_all_said(left: Iterable[str]) -> None:
    named = ", ".join(f"»{shorten(one, 40, placeholder=' …')}«" for one in left)
    if named:
        raise Refused(
            f"Sig først, hvad der blev af det, der er i gang: {named}. Hent siden igen, hvis det ikke står her."
        )
