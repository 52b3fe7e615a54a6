"""Which child a row is about: by number, or by what a person has answered. Likeness only ever asks."""

from collections.abc import Iterable
from datetime import date

from samspor.people.rules import search_words
from samspor.roster.rules.clusters import name_key
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import Keyed, KnownChild
from samspor.roster.rules.placing import LEFT_OUT
from samspor.roster.rules.questions import Ask, Candidate, Question, Say
from samspor.roster.rules.rows import Reason, RosterRow
from samspor.roster.rules.values import fold
from samspor.ui.danish import in_group, long_date

# The same words whoever the child is: a refusal must not tell who is guarded, or what would have been right.
NOT_BY_LIST = Reason(None, "Barnet kan ikke indmeldes med en liste. Ring til barnets enhed eller forvaltningen.")


def who_key(row: RosterRow, keyed: Keyed) -> str:
    """What a row without a number is remembered by: name, birth date and place, all exact."""
    if row.cpr:
        return keyed(f"who|{row.cpr}")
    place = (fold(text or "") for text in (row.unit_number, row.unit_name, row.group_name))
    apart = [row.apart] if row.apart else []
    return keyed("|".join(["who", fold(row.name), str(row.born_on), row.replacement_number or "", *place, *apart]))


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


def is_barred(row: RosterRow, child: KnownChild) -> bool:
    """A child elsewhere comes by a list only when number, name and birth date are all right, and it is not guarded."""
    if not child.elsewhere:
        return False
    same_name = search_words(row.name) == search_words(child.name)
    same = row.cpr and same_name and child.birth_date and row.born_on == child.birth_date
    return not same or child.guarded


def who(row: RosterRow, ground: Ground) -> KnownChild | Question | Reason | None:
    """None: nobody we know, and nobody to mistake the child for."""
    child = exact(row, ground)
    if child:
        return child
    if row.is_bare:
        return _told_of_bare(row, ground)
    candidates, group = ground.known.candidates(row), ground.places.group_of(row)
    alike = ground.known.alike(row, group.id) if group and not candidates else ()
    in_list_with_number = not row.cpr and name_key(row, ground.keyed) in ground.repeats.names
    if not (candidates or alike or in_list_with_number):
        return None
    question = _asked(row, candidates, ground)
    if group and alike:
        question = _asked_alike(row, alike, group.name, ground)
        candidates = alike
    answer = ground.answer(question, Say.SAME, Say.SEPARATE, Say.SKIP)
    if answer and answer.say is Say.SKIP:
        return LEFT_OUT
    same = next((c for c in candidates if answer and answer.say is Say.SAME and str(c.id) == answer.target), None)
    return same or (None if answer and answer.say is Say.SEPARATE else question)


def dated(rows: Iterable[RosterRow], ground: Ground) -> date | None:
    """The birth date a person has given for rows that had none."""
    said = (ground.answers.get(who_key(row, ground.keyed)) for row in rows if row.is_bare)
    return next((date.fromisoformat(answer.target) for answer in said if answer and answer.say is Say.BORN), None)


def _told_of_bare(row: RosterRow, ground: Ground) -> Question | Reason:
    """A name alone is nobody: a person says who it is, or when the child was born."""
    units = ground.places.units_for(row)
    near = ground.known.at(units[0].id, ground.places.group_of(row)) if len(units) == 1 else ()
    told = tuple(_candidate(child) for child in dict.fromkeys((*ground.known.named(row), *near)))
    question = Question(Ask.BARE, who_key(row, ground.keyed), row.name, told)
    return LEFT_OUT if ground.answer(question, Say.SKIP) else question


def _candidate(child: KnownChild) -> Candidate:
    return Candidate(str(child.id), f"{child.name}, {_born(child)}")


def _asked(row: RosterRow, candidates: tuple[KnownChild, ...], ground: Ground) -> Question:
    told = tuple(map(_candidate, candidates))
    return Question(Ask.WHO, who_key(row, ground.keyed), row.name, told)


def _asked_alike(row: RosterRow, alike: tuple[KnownChild, ...], group: str, ground: Ground) -> Question:
    told = tuple(Candidate(str(c.id), f"{c.name} {in_group(group)}, {_born(c)}") for c in alike)
    return Question(Ask.ALIKE, who_key(row, ground.keyed), " eller ".join(one.label for one in told), told)


def _born(child: KnownChild) -> str:
    return f"født {long_date(child.birth_date)}" if child.birth_date else "uden fødselsdato"
