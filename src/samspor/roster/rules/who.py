"""Which child a row is about: by number, or by what a person has answered. Likeness only ever asks."""

from samspor.roster.rules.clusters import name_key
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import Keyed, KnownChild
from samspor.roster.rules.placing import LEFT_OUT
from samspor.roster.rules.questions import Ask, Candidate, Question, Say
from samspor.roster.rules.rows import Reason, RosterRow
from samspor.roster.rules.values import fold


def who_key(row: RosterRow, keyed: Keyed) -> str:
    """What a row without a number is remembered by: name, birth date and place, all exact."""
    if row.cpr:
        return keyed(f"who|{row.cpr}")
    place = (fold(text or "") for text in (row.unit_number, row.unit_name, row.group_name))
    return keyed("|".join(["who", fold(row.name), str(row.born_on), row.replacement_number or "", *place]))


def linked(row: RosterRow, ground: Ground) -> KnownChild | None:
    answer = ground.answers.get(who_key(row, ground.keyed))
    same = answer and answer.say is Say.SAME and not row.cpr
    return _by_id(answer.target, ground) if answer and same else None


def _by_id(target: str, ground: Ground) -> KnownChild | None:
    return next((child for key, child in ground.known.by_id.items() if str(key) == target), None)


def exact(row: RosterRow, ground: Ground) -> KnownChild | None:
    """By number, or by an answer given before. Nothing else is identity."""
    known = ground.known
    if row.cpr:
        return known.by_cpr.get(ground.keyed(row.cpr))
    return known.by_replacement.get(row.replacement_number or "") or linked(row, ground)


def who(row: RosterRow, ground: Ground) -> KnownChild | Question | Reason | None:
    """None: nobody we know, and nobody to mistake the child for."""
    child = exact(row, ground)
    candidates = ground.known.candidates(row)
    in_list_with_number = not row.cpr and name_key(row, ground.keyed) in ground.repeats.names
    if child or not (candidates or in_list_with_number):
        return child
    question = Question(
        Ask.WHO,
        who_key(row, ground.keyed),
        row.name,
        tuple(Candidate(str(c.id), c.name) for c in candidates),
    )
    answer = ground.answer(question, Say.SAME, Say.SEPARATE, Say.SKIP)
    if answer and answer.say is Say.SKIP:
        return LEFT_OUT
    same = next((c for c in candidates if answer and answer.say is Say.SAME and str(c.id) == answer.target), None)
    return same or (None if answer and answer.say is Say.SEPARATE else question)
