"""The list of groups, and the page of one."""

from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import ChildGroup
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import text


def test_a_group_says_only_where_else_a_child_goes(cast: Cast, as_) -> None:
    make.enrolment(cast.bo, cast.klasse_0a)
    page = text(as_("pia").get(cast.blaamejserne.href))
    assert "Går også i" in page
    assert "Åskolen, 0.a" in page
    assert "Børnehuset Solsikken, Blåmejserne" not in page
    assert page.count("overview-none") == 3  # the others go nowhere else
    assert "født 14. mar. 2022" in page


def test_a_childminders_group_reads_like_danish(cast: Cast, as_) -> None:
    assert "Børn hos Karen" in text(as_("karen").get(cast.hos_karen.href))
    assert "har gået hos Karen i Dagplejen Nord siden" in text(as_("karen").get(cast.ida.href))


def test_what_one_may_do_with_a_group_stands_below_its_children(cast: Cast, as_) -> None:
    page = text(as_("lars").get(cast.blaamejserne.href))
    assert page.index("Bo Øster") < page.index("Opret et barn her") < page.index("Luk gruppen")
    assert "Luk gruppen" not in text(as_("pia").get(cast.blaamejserne.href))


def test_a_health_visitor_creates_children_and_keeps_no_group_of_another_house(cast: Cast, as_) -> None:
    page = text(as_("anna").get(cast.blaamejserne.href))
    assert "Opret et ventet barn" not in page
    assert "Luk gruppen" not in page
    make.remembered()
    own = ChildGroup.objects.create(unit=cast.sundhedsplejen, name="De mindste", setting="daycare", opened_on=TODAY)
    assert "Opret et ventet barn" in text(as_("anna").get(own.href))


def test_who_has_a_unit_and_no_group_may_open_one(cast: Cast, as_) -> None:
    for group in (cast.blaamejserne, cast.spurvene):
        for child in people.children_in(cast.actor("lars"), [group.pk]):
            people.leave_municipality(by=cast.actor("lars"), child=child, on=TODAY, reason="moved_away", at=NOW)
        actions.close_group(by=cast.actor("lars"), group=group, at=NOW)
    page = text(as_("lars").get("/grupper/"))
    assert "Opret en gruppe" in page
    assert "Opret et barn" not in page
