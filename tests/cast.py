"""The fixed cast of the tests: made once, so that everybody knows who may what.

Pia and Mads are pædagoger in Blåmejserne in Børnehuset Solsikken, which Lars leads. Else works in Børnehuset Elverhøj,
another unit of the same district: she is the stranger. Vera leads a school in the other district.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.access.secret import ring
from samspor.access.texts import ROLE
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    Employment,
    Enrolment,
    Guardian,
    Guardianship,
    StaffMember,
    Unit,
)
from samspor.people.queries import actor_for
from samspor.people.rules import Area, Relation, Setting, UnitKind, search_name
from samspor.screening.instrument import shipped
from samspor.screening.models import Indicator, InstrumentVersion

TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BEGAN = date(2020, 8, 1)

UNITS = {  # key: name, kind, area, parent
    "fjordby": ("Fjordby Kommune", UnitKind.MUNICIPALITY, Area.NONE, None),
    "nord": ("Distrikt Nord", UnitKind.DISTRICT, Area.NONE, "fjordby"),
    "syd": ("Distrikt Syd", UnitKind.DISTRICT, Area.NONE, "fjordby"),
    "solsikken": ("Børnehuset Solsikken", UnitKind.DAYCARE, Area.DAYCARE, "nord"),
    "elverhoej": ("Børnehuset Elverhøj", UnitKind.DAYCARE, Area.DAYCARE, "nord"),
    "aaskolen": ("Åskolen", UnitKind.SCHOOL, Area.SCHOOL, "nord"),
    "sundhedsplejen": ("Sundhedsplejen Nord", UnitKind.HEALTH, Area.HEALTH, "nord"),
    "ppr": ("PPR", UnitKind.PPR, Area.SOCIAL, "fjordby"),
    "familie": ("Familieafdelingen", UnitKind.SOCIAL, Area.SOCIAL, "fjordby"),
    "forvaltning": ("Børneforvaltningen", UnitKind.ADMINISTRATION, Area.NONE, "fjordby"),
    "sydskolen": ("Sydskolen", UnitKind.SCHOOL, Area.SCHOOL, "syd"),
    "dagplejen": ("Dagplejen Nord", UnitKind.CHILDMINDING, Area.DAYCARE, "nord"),
}
GROUPS = {
    "blaamejserne": ("Blåmejserne", "solsikken", Setting.DAYCARE),
    "spurvene": ("Spurvene", "solsikken", Setting.DAYCARE),
    "alfer": ("Alferne", "elverhoej", Setting.DAYCARE),
    "klasse_0a": ("0.a", "aaskolen", Setting.SCHOOL),
    "klasse_3b": ("3.b", "sydskolen", Setting.SCHOOL),
    "hos_karen": ("Hos Karen", "dagplejen", Setting.DAYCARE),
}
PEOPLE = {  # key: name, role, unit
    "pia": ("Pia Holm", Role.PEDAGOGUE, "solsikken"),
    "mads": ("Mads Kjær", Role.PEDAGOGUE, "solsikken"),
    "lars": ("Lars Brandt", Role.UNIT_LEADER, "solsikken"),
    "else_": ("Else Thorsen", Role.PEDAGOGUE, "elverhoej"),
    "vera": ("Vera Lund", Role.UNIT_LEADER, "sydskolen"),
    "tine": ("Tine Skov", Role.TEACHER, "aaskolen"),
    "karen": ("Karen Dahl", Role.CHILDMINDER, "dagplejen"),
    "anna": ("Anna Bech", Role.HEALTH_VISITOR, "sundhedsplejen"),
    "peter": ("Peter Winther", Role.PPR_PSYCHOLOGIST, "ppr"),
    "fatma": ("Fatma Yildiz", Role.FRONT_TEAM_WORKER, "familie"),
    "sara": ("Sara Munk", Role.FAMILY_WORKER, "familie"),
    "henrik": ("Henrik Falk", Role.SOCIAL_LEADER, "familie"),
    "olga": ("Olga Friis", Role.FORUM_CHAIR, "forvaltning"),
    "dorte": ("Dorte Ravn", Role.DIRECTOR, "fjordby"),
    "jens": ("Jens Holt", Role.PROJECT_LEADER, "forvaltning"),
    "rikke": ("Rikke Toft", Role.OFFERS_EDITOR, "forvaltning"),
    "bent": ("Bent Koch", Role.LOG_CONTROLLER, "forvaltning"),
    "mette": ("Mette Juhl", Role.DPO, "forvaltning"),
    "ali": ("Ali Demir", Role.SYSTEM_ADMIN, "forvaltning"),
}
CHILDREN = {  # key: given, family, born, group, cpr (day + 60: belongs to no one), protected until
    "asta": ("Asta", "Lindqvist-Møller", date(2022, 3, 14), "blaamejserne", "7403224001", None),
    "bo": ("Bo", "Øster", date(2021, 12, 1), "blaamejserne", "6112214002", None),
    "carla": ("Carla Sofie", "von Bülow", date(2022, 7, 30), "blaamejserne", None, None),
    "dilan": ("Dilan", "Yıldırım", date(2022, 1, 9), "blaamejserne", "6901224004", date(2027, 6, 1)),
    "egon": ("Egon", "Øster", date(2023, 12, 1), "spurvene", "6112234005", None),
    "frida": ("Frida", "Aagaard", date(2022, 5, 5), "alfer", "6505224006", None),
    "gustav": ("Gustav", "Nør", date(2020, 2, 29), "klasse_0a", "8902204007", None),
    "hassan": ("Hassan", "Abdi", date(2017, 9, 17), "klasse_3b", "7709174008", date(2027, 1, 1)),
    "ida": ("Ida", "Krogh", date(2025, 1, 1), "hos_karen", "6101254009", None),
}


def key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://samspor.example/cast/{name}")


@dataclass
class Cast:
    """By their key: `cast.pia` (staff), `cast.asta` (child), `cast.solsikken` (unit), `cast.alfer` (group)."""

    members: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, at: datetime = NOW) -> Actor:
        return actor_for(self.members[name].account, at=at)

    def by_role(self, role: Role) -> str:
        return next(name for name, (_, held, _) in PEOPLE.items() if held is role)


def fetch() -> Cast:
    kinds = ((Unit, UNITS), (ChildGroup, GROUPS), (Child, CHILDREN), (StaffMember, PEOPLE))
    members: dict[str, Any] = {}
    for model, names in kinds:
        rows = model._default_manager.all()
        found = {row.pk: row for row in (rows.select_related("account") if model is StaffMember else rows)}
        members |= {name: found[key(name)] for name in names if key(name) in found}
    members["mor"] = Guardian.objects.get(pk=key("mor"))
    return Cast(members)


@transaction.atomic
def make() -> None:
    Entry.objects.create(kind=Kind.CHANGE, verb=Verb.DEMO_LOADED, at=NOW, actor_name="Prøverne")
    for name, (title, kind, area, parent) in UNITS.items():
        Unit.objects.create(
            id=key(name),
            name=title,
            kind=kind,
            area=area,
            parent_id=parent and key(parent),
            opened_on=BEGAN,
            phone="55 55 01 00",
        )
    for name, (title, unit, setting) in GROUPS.items():
        ChildGroup.objects.create(id=key(name), unit_id=key(unit), name=title, setting=setting, opened_on=BEGAN)
    for name, person in PEOPLE.items():
        _employ(name, *person)
    for name, child in CHILDREN.items():
        _enrol(name, *child)
    for name in ("sara", "peter"):
        Affiliation.objects.create(
            child_id=key("asta"), staff_id=key(name), period=DateRange(BEGAN, None), reason="Forløb om sprog"
        )
    mother = Guardian.objects.create(id=key("mor"), name="Lone Øster", phone="55 55 12 34", email="lone@example.org")
    for name in ("bo", "egon"):
        Guardianship.objects.create(child_id=key(name), guardian=mother, relation=Relation.MOTHER, has_custody=True)
    _adopt()


def _adopt() -> None:
    """Sixteen hundred signs, which most tests have in use: written once, and there for all."""
    held = shipped()[0]
    made = InstrumentVersion.objects.create(
        key=held.key, title=held.title, version=held.version, valid_from=held.valid_from
    )
    signs = enumerate(held.signs)
    Indicator.objects.bulk_create(Indicator(instrument=made, order=order, **asdict(one)) for order, one in signs)


@contextmanager
def before_the_lock() -> Iterator[None]:
    """As the signs of a version could be changed before the database refused it."""
    locks = [lock.get_pgid(held) for held in (Indicator, InstrumentVersion) for lock in held._meta.triggers]  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(locks)}}}"])
        yield
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def before_any_instrument() -> None:
    """As in a municipality that has just begun."""
    with before_the_lock():
        Indicator.objects.all().delete()
        InstrumentVersion.objects.all().delete()


def _employ(name: str, full_name: str, role: Role, unit: str) -> None:
    account = Account.objects.create(
        id=key(f"account {name}"), email=f"{name.strip('_')}@fjordby.example", name=full_name
    )
    staff = StaffMember.objects.create(id=key(name), account=account, name=full_name, title=ROLE[role])
    Employment.objects.create(staff=staff, unit_id=key(unit), role=role, period=DateRange(BEGAN, None))


def _enrol(
    name: str, given: str, family: str, born: date, group: str, cpr: str | None, protected_until: date | None
) -> None:
    child = Child.objects.create(
        id=key(name), given_names=given, family_name=family, search_name=search_name(given, family), birth_date=born,
        cpr=cpr, cpr_hash=cpr and ring().digest(cpr), protected_until=protected_until, address="Åvej 1, 9999 Fjordby",
    )  # fmt: skip
    Enrolment.objects.create(
        child=child, group_id=key(group), setting=GROUPS[group][2], period=DateRange(max(born, BEGAN), None)
    )


def grow(group: ChildGroup, number: int) -> None:
    for each in range(number):
        child = Child.objects.create(
            given_names=f"Barn {each}",
            family_name="Tal",
            search_name=search_name(f"Barn {each}", "Tal"),
            birth_date=date(2022, 1, 1),
        )
        Enrolment.objects.create(child=child, group=group, setting=group.setting, period=DateRange(BEGAN, None))
