"""The whole municipality as a stream of batches: first the centre, then one district after the other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from samspor.demo import rows
from samspor.demo.cast import cast
from samspor.demo.dates import years_before
from samspor.demo.district import Batch, Colleagues, DistrictMaker, Setup
from samspor.demo.ids import Stream
from samspor.demo.numbers import Numbers
from samspor.demo.parameters import of
from samspor.demo.plan import Size, centre, districts
from samspor.demo.rounds import rounds, windows
from samspor.demo.staff import Opening, Post, Staffing

_CENTRAL = (
    ("forum_chair", "Ordstyrer"),
    ("director", "Direktør"),
    ("project_leader", "Projektleder"),
    ("offers_editor", "Redaktør"),
    ("log_controller", "Logkontrollant"),
    ("dpo", "Databeskyttelsesrådgiver"),
    ("system_admin", "Systemadministrator"),
)


def municipality(size: Size, *, seed: int, today: date) -> Iterator[Batch]:
    """The batches in an order in which every row only speaks of rows in its own or an earlier batch."""
    chance = Stream(seed, "centre")
    history_from = years_before(today, of("screening", "years"))
    opened_on = date(today.year - 12, 8, 1)
    open_windows = windows(today)
    setup = Setup(
        seed=seed, today=today, history_from=history_from, opened_on=opened_on, centre=centre(chance, opened_on),
        windows=open_windows, rounds=rounds(chance, open_windows), numbers=Numbers(),
    )  # fmt: skip
    staffing = Staffing(chance, today=today, history_from=history_from, cast=cast())
    everybody = _offices(staffing, setup, size.districts)
    yield _centre_batch(setup, staffing)
    for district, colleagues in zip(districts(size), everybody, strict=True):
        yield DistrictMaker(setup, district, colleagues, cast() if district.index == 0 else ()).make()


def _offices(staffing: Staffing, setup: Setup, count: int) -> list[Colleagues]:
    """The central posts, and the people who work in each district."""
    offices, since = setup.centre, setup.opened_on

    def post(unit: rows.Unit, role: str, title: str, office: str = "") -> Post:
        return staffing.post(Opening(unit, role, title, since, office=office))

    for role, title in _CENTRAL:
        post(offices.administration, role, title)
    post(offices.ppr, "unit_leader", "Leder af PPR")
    leader = post(offices.family, "social_leader", "Leder af familieafdelingen", "family")
    post(offices.front_team, "social_leader", "Leder af frontteamet")
    return [
        Colleagues(
            ppr=post(offices.ppr, "ppr_psychologist", "Psykolog"),
            front_team=post(offices.front_team, "front_team_worker", "Socialrådgiver", "front_team"),
            family=post(offices.family, "family_worker", "Socialrådgiver", "family"),
            social_leader=leader,
        )
        for _ in range(count)
    ]


def _centre_batch(setup: Setup, staffing: Staffing) -> Batch:
    batch: Batch = defaultdict(list)
    batch[rows.Unit] = setup.centre.units()
    batch[rows.Staff] = staffing.staff
    batch[rows.Employment] = staffing.employments
    batch[rows.Round] = [held for area in setup.rounds.values() for held in area]
    return batch
