"""From the rows about one child to what would happen, or to the question that only a person may answer."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from uuid import UUID

from samspor.base.refused import Refused
from samspor.people.rules import check_birth_date
from samspor.roster.rules import person
from samspor.roster.rules.changes import PASSED_OVER, Bucket, Diff, EnrolmentStep, Place, Staged, Step
from samspor.roster.rules.clusters import AnyRow, content
from samspor.roster.rules.doubts import doubts
from samspor.roster.rules.enrolling import is_past, overlap, steps
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import KnownChild
from samspor.roster.rules.placing import LEFT_OUT, Placed, placed
from samspor.roster.rules.questions import ANSWERS, Ask, Candidate, Question, Say
from samspor.roster.rules.rows import Reason, RefusedRow, RosterField, RosterRow
from samspor.roster.rules.who import NOT_BY_LIST, dated, exact, is_barred, linked, who, who_key

_GONE = Reason(RosterField.ENDS_ON, "Pladsen er slut, og barnet kendes ikke. Rækken er sprunget over.")
_NO_PLACE = Reason(
    RosterField.UNIT_NAME,
    "Barnet kendes ikke, og listen siger ikke hvor det går. Skriv institution og stue, klasse eller hold.",
)
_ELSEWHERE = Reason(
    None, "Barnet går ikke hos jer, og rækken melder det ikke ind. Ring til kommunen, hvis det er forkert."
)
TOLD = frozenset({Ask.ALIKE, Ask.BARE})  # asked about by name: nobody else would know that they are spoken of
_NO_BIRTH = Reason(RosterField.BIRTH_DATE, "Skriv fødselsdatoen: barnet kendes ikke, og nummeret holder ingen dato.")


def stage_rows(rows: tuple[AnyRow, ...], ground: Ground) -> tuple[Staged, ...]:
    """`rows` are one cluster. Keeping both, and rows that are left out, make several changes of it."""
    refused = tuple(_unread(row, ground) for row in rows if isinstance(row, RefusedRow))
    items = _distinct([row for row in rows if isinstance(row, RosterRow)], ground)
    fine = tuple(item for item in items if not item.reason)
    left_out = tuple(_refused((item,), ground, item.reason) for item in items if item.reason)
    numbered = any(item.row.cpr or item.row.replacement_number for item in fine)
    return refused + left_out + ((_one(fine, ground),) if numbered else _unnumbered(fine, ground))


def _unread(row: RefusedRow, ground: Ground) -> Staged:
    child = ground.known.by_cpr.get(ground.keyed(row.cpr)) if row.cpr else None
    accounted: tuple[tuple[UUID, None], ...] = ((child.id, None),) if child else ()
    name = row.name
    return Staged(bucket=Bucket.REFUSED, unread=row.number, unread_name=name, reasons=row.reasons, accounted=accounted)


def _distinct(rows: list[RosterRow], ground: Ground) -> list[Placed]:
    """Rows that say exactly the same are one row."""
    by_content: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_content.setdefault(content(row), []).append(replace(row, apart=""))
    return [replace(placed(same[0], ground), alike=tuple(same[1:])) for same in by_content.values()]


def _unnumbered(items: tuple[Placed, ...], ground: Ground) -> tuple[Staged, ...]:
    """Rows a person has spoken of before know their child; the others are asked about together."""
    by_key: dict[str, list[Placed]] = {}
    for item in items:
        by_key.setdefault(who_key(item.row, ground.keyed), []).append(item)
    asked = tuple(found for same in by_key.values() for found in _twice(tuple(same), ground))
    waiting = {row.number for staged in asked for row in staged.rows}
    bundles = [tuple(same) for same in by_key.values() if same[0].row.number not in waiting]
    by_child: dict[UUID, list[Placed]] = {}
    for bundle in bundles:
        if child := linked(bundle[0].row, ground):
            by_child.setdefault(child.id, []).extend(bundle)
    known = tuple(_one(tuple(mine), ground) for mine in by_child.values())
    return asked + known + _unknown([bundle for bundle in bundles if not linked(bundle[0].row, ground)], ground)


def _unknown(bundles: list[tuple[Placed, ...]], ground: Ground) -> tuple[Staged, ...]:
    """A place that is over writes nothing, so nothing is asked about it: it would be asked again every month."""
    over = [bundle for bundle in bundles if all(is_past(item, ground.on) for item in bundle)]
    gone = tuple(_one(bundle, ground) for bundle in over)
    return gone + _together([bundle for bundle in bundles if bundle not in over], ground)


def _twice(same: tuple[Placed, ...], ground: Ground) -> tuple[Staged, ...]:
    """Two rows alike in name, birth date and place. Two children are told apart by all that the rows say: when one of
    them says something else next time, it is asked again."""
    question = _about_rows(Ask.LISTED_TWICE, same, ground)
    answer = ground.answer(question, *ANSWERS[Ask.LISTED_TWICE])
    if len(same) == 1 or (answer and answer.say is Say.ONE):
        return ()
    if answer and answer.say is Say.SEPARATE:
        return tuple(_one((_apart(item, ground),), ground) for item in same)
    return (_refused(same, ground, LEFT_OUT) if answer else _asked(same, ground, None, (question,)),)


def _apart(item: Placed, ground: Ground) -> Placed:
    return replace(item, row=replace(item.row, apart=ground.keyed(content(item.row))))


def _about_rows(ask: Ask, items: tuple[Placed, ...], ground: Ground) -> Question:
    key = ground.key(ask, *sorted(content(item.row) for item in items))
    return Question(ask, key, items[0].row.name)


def _together(bundles: list[tuple[Placed, ...]], ground: Ground) -> tuple[Staged, ...]:
    """Same name, same birth date, other places: one child or several?"""
    items = tuple(item for bundle in bundles for item in bundle)
    if len(bundles) < 2:
        return tuple(_one(bundle, ground) for bundle in bundles)
    question = _about_rows(Ask.TOGETHER, items, ground)
    answer = ground.answer(question, *ANSWERS[Ask.TOGETHER])
    if answer is None:
        return (_asked(items, ground, None, (question,)),)
    if answer.say is Say.SKIP:
        return (_refused(items, ground, LEFT_OUT),)
    return tuple(_one(bundle, ground) for bundle in ([items] if answer.say is Say.ONE else bundles))


def _one(items: tuple[Placed, ...], ground: Ground) -> Staged:
    """The rows are about one child. Which one, and do they agree?"""
    items = _with_birth_date(items, ground)
    named = exact(items[0].row, ground)
    if named and any(is_barred(item.row, named) for item in items):
        return _barred(items, named, ground)
    picked = _agreeing(items, ground)
    if isinstance(picked, Question):
        return _asked(items, ground, named, (picked,))
    if not picked or (not exact(picked[0].row, ground) and all(is_past(item, ground.on) for item in picked)):
        return _refused(items, ground, _GONE if picked else LEFT_OUT)
    child = who(picked[0].row, ground)
    if isinstance(child, Reason):
        return _refused(items, ground, child)
    if isinstance(child, Question):
        return _asked(items, ground, None, (child, *_place_questions(picked)))
    # A row that was not picked is about the same child all the same, and is known by it next time.
    found = _compared(picked, child, ground)
    links = _links(items, ground) if found.bucket not in PASSED_OVER else ()
    others = tuple(row for item in items for row in (item.row, *item.alike) if row not in found.rows)
    return replace(found, others=others, links=links, places=_places(items))


def _barred(items: tuple[Placed, ...], named: KnownChild, ground: Ground) -> Staged:
    """Of a number one may not be told of, as of a number nobody has. It is refused when somebody says yes to it."""
    if linked(items[0].row, ground):
        return _refused(items, ground, NOT_BY_LIST)
    return _one(items, replace(ground, known=ground.known.without(named)))


def _with_birth_date(items: tuple[Placed, ...], ground: Ground) -> tuple[Placed, ...]:
    """What a person has said of a row is as good as if it stood there."""
    born = dated((item.row for item in items), ground)
    bare = (item.row.is_bare and born for item in items)
    given = zip(items, bare, strict=True)
    return tuple(replace(item, row=replace(item.row, birth_date=day)) if day else item for item, day in given)


def _agreeing(items: tuple[Placed, ...], ground: Ground) -> tuple[Placed, ...] | Question:
    pairs = combinations(items, 2)
    if not any(person.contradict(a.row, b.row) or overlap(a, b) for a, b in pairs):
        return items
    rows = {ground.keyed(content(item.row)): item for item in items}
    question = _which(rows, ground)
    answer = ground.answer(question, Say.PICK, Say.SKIP)
    if answer is None or (answer.say is Say.PICK and answer.target not in rows):
        return question
    return (rows[answer.target],) if answer.say is Say.PICK else ()


def _which(rows: dict[str, Placed], ground: Ground) -> Question:
    """Two names with one number is most often a slip in the list: then the names are in the question."""
    items = tuple(rows.values())
    if len({item.row.name.casefold() for item in items}) == 2 and items[0].row.cpr:
        named = {key: f"{item.row.name} (række {item.row.number})" for key, item in rows.items()}
        question = replace(_about_rows(Ask.SAME_NUMBER, items, ground), about=" og ".join(named.values()))
    else:
        named = {key: f"Række {item.row.number}" for key, item in rows.items()}
        question = _about_rows(Ask.ROWS_DIFFER, items, ground)
    return replace(question, candidates=tuple(Candidate(key, label) for key, label in named.items()))


def _compared(items: tuple[Placed, ...], child: KnownChild | None, ground: Ground) -> Staged:
    found = [*_place_questions(items), *doubts([item.row for item in items], child, ground)]
    waiting = tuple(question for question in found if not _settled(question, ground))
    if any(_says(question, Say.SKIP, ground) for question in found):
        return _refused(items, ground, LEFT_OUT)
    if waiting:
        return _asked(items, ground, child, waiting)
    return _known(items, child, found, ground) if child else _new(items, ground)


def _place_questions(items: tuple[Placed, ...]) -> tuple[Question, ...]:
    return tuple({item.question.key: item.question for item in items if item.question}.values())


def _settled(question: Question, ground: Ground) -> bool:
    """An answered question about a place is not asked at all; a doubt is, with its answer."""
    return ground.answer(question, Say.ACCEPT, Say.KEEP) is not None


def _says(question: Question, say: Say, ground: Ground) -> bool:
    return ground.answer(question, say) is not None


def _known(items: tuple[Placed, ...], child: KnownChild, doubts: list[Question], ground: Ground) -> Staged:
    keep = any(q.ask in {Ask.CLASH, Ask.FACTS} and _says(q, Say.KEEP, ground) for q in doubts)
    lift = any(q.ask is Ask.PROTECTION and _says(q, Say.ACCEPT, ground) for q in doubts)
    rows = tuple(item.row for item in items)
    changed = () if keep else person.diffs(rows, child, keyed=ground.keyed, on=ground.on, lift=lift)
    moved = steps(items, child, ground.on)
    if child.elsewhere:  # it can be enrolled, and not corrected: what is the same would tell what is known
        changed = tuple(diff for diff in changed if diff.field == "protected_until")
    if child.elsewhere and not any(step.step in {Step.START, Step.MOVE} for step in moved):
        return _refused(items, ground, _ELSEWHERE)
    found = _staged(items, ground, bucket=_bucket(changed, moved), child_id=child.id, diffs=changed, steps=moved)
    return replace(found, elsewhere=child.elsewhere)


def _new(items: tuple[Placed, ...], ground: Ground) -> Staged:
    here = tuple(item for item in items if item.place and not is_past(item, ground.on))
    if not here:
        return _refused(items, ground, _NO_PLACE)
    if wrong := _wrong_birth(next((item.row.born_on for item in items if item.row.born_on), None), ground):
        return _refused(items, ground, wrong)
    return _staged(items, ground, bucket=Bucket.NEW, steps=steps(here, None, ground.on))


def _wrong_birth(born: date | None, ground: Ground) -> Reason | None:
    """What would stop the whole list when it is written is said of its row."""
    if born is None:
        return _NO_BIRTH
    try:
        check_birth_date(born, today=ground.on)
    except Refused as refused:
        return Reason(RosterField.BIRTH_DATE, refused.sentence)
    return None


def _bucket(changed: tuple[Diff, ...], moved: tuple[EnrolmentStep, ...]) -> Bucket:
    kinds = {step.step for step in moved}
    if kinds & {Step.START, Step.MOVE}:
        return Bucket.MOVED
    if Step.END in kinds:
        return Bucket.ENDED
    return Bucket.CHANGED if changed or kinds else Bucket.UNCHANGED


def _asked(
    items: tuple[Placed, ...], ground: Ground, child: KnownChild | None, questions: tuple[Question, ...]
) -> Staged:
    """Nobody the question could be about may be taken for gone meanwhile."""
    possible = [child.id] if child else [c.id for item in items for c in ground.known.candidates(item.row)]
    told = [UUID(c.target) for question in questions if question.ask in TOLD for c in question.candidates]
    accounted = tuple((key, None) for key in (*possible, *told))
    asked = _staged(items, ground, bucket=Bucket.NEEDS_DECISION, child_id=child.id if child else None)
    return replace(asked, questions=questions, accounted=accounted, elsewhere=bool(child and child.elsewhere))


def _refused(items: tuple[Placed, ...], ground: Ground, reason: Reason | None) -> Staged:
    child = exact(items[0].row, ground)
    accounted = ((child.id, None),) if child else ()
    bucket = Bucket.LEFT_OUT if reason == LEFT_OUT else Bucket.REFUSED
    refused = _staged(items, ground, bucket=bucket, child_id=child.id if child else None)
    reasons, elsewhere = (reason,) if reason else (), bool(child and child.elsewhere)
    return replace(refused, reasons=reasons, accounted=accounted, links=(), elsewhere=elsewhere)


def _staged(
    items: tuple[Placed, ...], ground: Ground, *, bucket: Bucket, child_id: UUID | None = None,
    diffs: tuple[Diff, ...] = (), steps: tuple[EnrolmentStep, ...] = (),
) -> Staged:  # fmt: skip
    places = _places(items)
    return Staged(
        bucket=bucket,
        rows=tuple(item.row for item in items),
        others=tuple(row for item in items for row in item.alike),
        child_id=child_id,
        diffs=diffs,
        steps=steps,
        links=_links(items, ground),
        accounted=tuple((child_id, place.setting) for place in places) if child_id else (),
        places=places,
    )


def _places(items: tuple[Placed, ...]) -> tuple[Place, ...]:
    return tuple(item.place for item in items if item.place)


def _links(items: tuple[Placed, ...], ground: Ground) -> tuple[str, ...]:
    unnumbered = (item for item in items if not (item.row.cpr or item.row.replacement_number))
    return tuple(sorted(who_key(item.row, ground.keyed) for item in unnumbered))
