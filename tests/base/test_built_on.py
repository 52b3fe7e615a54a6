"""What somebody else has just written is not written over."""

import pytest

from samspor.base.built_on import LOOK, check_built_on
from samspor.base.refused import Refused


@pytest.mark.parametrize("stands", [None, "a", 1])
def test_what_one_saw_stands_there_still(stands: object) -> None:
    check_built_on(stands=stands, built_on=stands)


@pytest.mark.parametrize(("stands", "built_on"), [("a", None), (None, "a"), ("a", "b")])
def test_what_changed_meanwhile_is_told(stands: object, built_on: object) -> None:
    with pytest.raises(
        Refused, match=r"En kollega har skrevet noget nyt imens\. Hent siden i et nyt faneblad, og flyt"
    ):
        check_built_on(stands=stands, built_on=built_on)
    with pytest.raises(Refused, match=r"Trinnet er gemt\. Hent siden i et nyt faneblad, og se"):
        check_built_on(stands=stands, built_on=built_on, said="Trinnet er gemt", do=LOOK)
