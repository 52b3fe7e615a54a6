"""What we say when something may not happen: one Danish sentence that says what to do instead."""


class Refused(Exception):  # noqa: N818 -- it is an answer to a person, not an error of ours
    """`field` names the form field the sentence belongs to, when there is one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotHere(Exception):  # noqa: N818 -- the answer for "not there" and for "not yours": they must look the same
    """Becomes a 404."""
