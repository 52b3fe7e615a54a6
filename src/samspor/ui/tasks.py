"""What a room lends to Min dag: something that waits for the person who is signed in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

AT_ONCE = "problem"  # the tone of what the law does not let wait: it stands before everything else


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Computed whenever it is shown, never stored: it is gone when what it asks for is done.

    A filling of `day.tasks` takes the request and answers with a list of these. `title` begins with a verb, `why` is a
    sentence, `tone` one of those of `ui.status`; `child_ids` are the children it names, for the log.
    `about`: the child whose name, or given names, stand where the title says `{child}` or `{given}`. My day puts them
    there, of all of its tasks at once, as that child is called to who is signed in. `unnamed` is
    said where not even given names are told, to somebody who never had the child. `can_wait`: nobody waits for it
    before its day is near, so while that is more than a month away it is folded away.
    """

    title: str
    why: str
    href: str
    due_on: date | None = None
    tone: str = "neutral"
    child_ids: tuple[UUID, ...] = ()
    about: UUID | None = None
    unnamed: str = ""
    can_wait: bool = False
