"""Lists such as systems could write them, drawn from few enough names that children meet each other."""

from datetime import date

from hypothesis import strategies as st

from samspor.roster.rules.known import KnownGuardian
from samspor.roster.rules.rows import RosterGuardian, RosterRow
from tests.roster.world import BLUE, CLUB, RED, SUN, TEAM, an_id, child, enrolment, keyed

NUMBERS = [f"710322400{last}" for last in range(1, 7)]
GUARDIANS = st.lists(
    st.builds(
        RosterGuardian,
        name=st.sampled_from(["Mie Holm", "Rune Ager"]),
        phone=st.sampled_from([None, "55551234"]),
        has_custody=st.sampled_from([None, True, False]),
    ),
    max_size=2,
    unique_by=lambda guardian: guardian.name,
).map(tuple)
ROW = st.builds(
    RosterRow,
    number=st.just(0),
    given_names=st.sampled_from(["Anna", "Bo"]),
    family_name=st.sampled_from(["Holm", "Toft-Nielsen"]),
    cpr=st.none() | st.sampled_from(NUMBERS),
    birth_date=st.just(date(2022, 3, 11)),
    protected=st.none() | st.booleans(),
    address=st.sampled_from([None, "Engen 2", "Havnen 9"]),
    unit_name=st.sampled_from([SUN.name, SUN.name, CLUB.name, "Den gamle"]),
    group_name=st.sampled_from(["Blå", "Rød", "Hold 1", "Ny", None]),
    starts_on=st.sampled_from([None, date(2026, 8, 1), date(2027, 8, 1)]),
    ends_on=st.sampled_from([None, date(2026, 1, 1), date(2027, 12, 1)]),
    guardians=GUARDIANS,
).filter(lambda row: not (row.starts_on and row.ends_on) or row.starts_on < row.ends_on)
ROWS = st.lists(ROW, max_size=8).map(lambda rows: [_at(row, number) for number, row in enumerate(rows, start=2)])
CHILDREN = st.lists(
    st.tuples(
        st.sampled_from(["Anna", "Bo"]),
        st.sampled_from([keyed(number) for number in NUMBERS[:4]]),
        st.sampled_from([BLUE, RED, TEAM]),
        st.sampled_from([None, date(2027, 6, 1)]),
        st.booleans(),
    ),
    max_size=4,
    unique_by=(lambda known: known[1],),
).map(lambda facts: [_child(nth, *fact) for nth, fact in enumerate(facts)])


def _at(row, number):
    from dataclasses import replace

    return replace(row, number=number)


def _child(nth, given, cpr_key, group, protected_until, has_cpr):
    place = enrolment(group, id=an_id(f"enrolment {nth}"))
    guardian = KnownGuardian(id=an_id(f"guardian {nth}"), name="Mie Holm")
    return child(given, id=an_id(f"child {nth}"), cpr_key=cpr_key if has_cpr else None, enrolments=(place,),
                 protected_until=protected_until, guardians=(guardian,))  # fmt: skip
