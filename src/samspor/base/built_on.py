"""Two who write the same thing at once: the second is told, and nothing is written over."""

from samspor.base.refused import Refused

MOVE_IT = "Hent siden i et nyt faneblad, og flyt dit over."
LOOK = "Hent siden i et nyt faneblad, og se, hvad der står nu."


def check_built_on(
    *, stands: object, built_on: object, said: str = "En kollega har skrevet noget nyt imens", do: str = MOVE_IT
) -> None:
    """`stands`: a mark of what is there now; `built_on`: of what one had before one's eyes. None: nothing yet."""
    if stands != built_on:
        raise Refused(f"{said}. {do}")
