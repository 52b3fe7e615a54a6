"""Where a row says the child is: a known group, one to be opened, or a question."""

from dataclasses import dataclass

from samspor.roster.rules.changes import Place
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import KnownGroup, KnownUnit
from samspor.roster.rules.questions import ANSWERS, Ask, Candidate, Question, Say
from samspor.roster.rules.rows import Reason, RosterField, RosterRow
from samspor.roster.rules.values import fold

LEFT_OUT = Reason(None, "Rækken er udeladt, som I har svaret.")
_NO_GROUP = Reason(RosterField.GROUP_NAME, "Skriv hvilken stue, klasse eller hvilket hold.")
_NO_UNIT = Reason(RosterField.UNIT_NAME, "Skriv hvilken institution, eller vælg én for hele listen.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place, or with what must be answered first. Neither: the list says nothing of places.

    `alike` are rows further down that say exactly the same.
    """

    row: RosterRow
    place: Place | None = None
    question: Question | None = None
    reason: Reason | None = None
    alike: tuple[RosterRow, ...] = ()


def placed(row: RosterRow, ground: Ground) -> Placed:
    if not row.says_place and not ground.places.home:
        return Placed(row)
    unit = _unit(row, ground)
    found = _group(row, unit, ground) if isinstance(unit, KnownUnit) else unit
    if isinstance(found, Place):
        return Placed(row, place=found)
    return Placed(row, question=found) if isinstance(found, Question) else Placed(row, reason=found)


def _unit(row: RosterRow, ground: Ground) -> KnownUnit | Question | Reason:
    found = ground.places.units_for(row)
    if len(found) == 1:
        return found[0]
    said = " ".join(part for part in (row.unit_number, row.unit_name) if part)
    return _asked_unit(row, said, ground) if said else _NO_UNIT


def _asked_unit(row: RosterRow, said: str, ground: Ground) -> KnownUnit | Question | Reason:
    units = sorted(ground.places.units.values(), key=lambda unit: (unit.name, str(unit.id)))
    key = ground.key("unit", fold(row.unit_number or ""), fold(row.unit_name or ""))
    question = Question(Ask.UNIT, key, said, tuple(Candidate(str(unit.id), unit.name) for unit in units))
    answer = ground.answer(question, *ANSWERS[Ask.UNIT])
    if answer and answer.say is Say.SKIP:
        return LEFT_OUT
    return next((unit for unit in units if answer and str(unit.id) == answer.target), question)


def _group(row: RosterRow, unit: KnownUnit, ground: Ground) -> Place | Question | Reason:
    if not row.group_name:
        return _NO_GROUP
    known = ground.places.group_named(unit.id, row.group_name)
    if known:
        return _known_group(row, known)
    setting = row.setting or unit.setting or ground.places.setting
    if setting is None:
        sentence = f"Skriv i kolonnen »Ordning«, om pladsen i {unit.name} er skole eller SFO."
        return Reason(RosterField.SETTING, sentence)
    return _new_group(Place(unit.id, setting, None, row.group_name), unit, ground)


def _known_group(row: RosterRow, group: KnownGroup) -> Place | Reason:
    if row.setting and row.setting is not group.setting:
        sentence = f"{group.name} hører til en anden slags plads end den, rækken siger. Ret den ene."
        return Reason(RosterField.SETTING, sentence)
    return Place(group.unit_id, group.setting, group.id, group.name)


def _new_group(new: Place, unit: KnownUnit, ground: Ground) -> Place | Question | Reason:
    """The first list of a unit opens its groups; after that a new name may be an old group's."""
    others = [group for group in ground.places.groups_in(unit.id) if group.setting is new.setting]
    question = _renamed_or_new(new, others, unit, ground)
    answer = ground.answer(question, *ANSWERS[Ask.GROUP])
    if not others or (answer and answer.say is Say.NEW_GROUP):
        return new
    if answer and answer.say is Say.SKIP:
        return LEFT_OUT
    same = next((group for group in others if answer and _became(group, answer.target, ground)), None)
    return Place(unit.id, new.setting, same.id, new.group_name, renamed=True) if same else question


def _became(group: KnownGroup, target: str, ground: Ground) -> bool:
    return str(group.id) == target and ground.is_renamed(target, group.name)


def _renamed_or_new(new: Place, others: list[KnownGroup], unit: KnownUnit, ground: Ground) -> Question:
    key = ground.key("group", unit.id, fold(new.group_name))
    free = (group for group in others if fold(group.name) not in ground.repeats.groups)
    candidates = tuple(Candidate(str(group.id), group.name) for group in free)
    return Question(Ask.GROUP, key, f"{new.group_name}, {unit.name}", candidates)
