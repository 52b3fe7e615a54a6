"""Who asks but works nowhere."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from samspor.base.refused import NotHere, Refused
from samspor.sharing.models import ExchangeAnswer, ExchangeConsent, Notice
from samspor.sharing.queries.around import me, own_unit

pytestmark = pytest.mark.django_db


def test_an_account_that_is_nobodys_at_work_asks_nothing(cast):
    with pytest.raises(NotHere):
        me(replace(cast.actor("pia"), id=uuid4()))


def test_who_is_employed_nowhere_that_day_is_told_so(cast):
    with pytest.raises(Refused, match="ikke ansat nogen steder"):
        own_unit(replace(cast.actor("sara"), on=date(2000, 1, 1)), cast.bo)


@pytest.mark.parametrize("model", [ExchangeConsent, ExchangeAnswer, Notice])
def test_each_is_called_by_its_key(model):
    key = uuid4()
    assert str(model(pk=key)) == str(key)
