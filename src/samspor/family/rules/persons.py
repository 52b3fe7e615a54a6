"""Key persons: who in a family's own network is to be with it, and what those who work with the child say to that."""

from enum import StrEnum

from samspor.base.refused import Refused


class Reply(StrEnum):
    YES = "yes"
    NO = "no"


def check_proposed(*, name: str, relation: str) -> None:
    if not name.strip():
        raise Refused("Skriv, hvad personen hedder.", "name")
    if not relation.strip():
        raise Refused("Skriv, hvem personen er for barnet.", "relation")


def check_waits(*, answered: bool) -> None:
    if answered:
        raise Refused("Der er svaret på forslaget. Hent siden igen.")


def check_reply(reply: Reply, *, task: str, words: str) -> None:
    """A yes says what the person is to do; a no says why, to who asked."""
    if reply is Reply.YES and not task.strip():
        raise Refused("Skriv, hvad personen skal gøre.", "task")
    if reply is Reply.NO and not words.strip():
        raise Refused("Skriv en sætning om hvorfor. Forælderen læser den.", "words")
