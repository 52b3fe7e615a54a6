"""What we say when something may not happen: one Danish sentence that says what to do instead."""

from collections.abc import Iterable
from uuid import UUID


class Refused(Exception):  # noqa: N818 -- it is an answer to a person, not an error of ours
    """`field` names the form field the sentence belongs to, when there is one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotHere(Exception):  # noqa: N818 -- the answer for "not there" and for "not yours": they must look the same
    """Becomes a 404. `tried`: the covered number somebody asked with, and whose it was: the log gets it afterwards."""

    def __init__(self, tried: str = "", whose: Iterable[UUID] = ()) -> None:
        super().__init__()
        self.tried, self.whose = tried, tuple(whose)
