"""What the database is asked often it keeps ready, and its values come beside it."""

from uuid import uuid4

import pytest
from django.db import connection

from samspor.people.models import Child

READY = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%people_child%'"


@pytest.mark.django_db
def test_what_is_asked_again_is_planned_once_whatever_it_is_asked_about():
    for _ in range(4):
        assert not Child.objects.filter(pk=uuid4()).exists()
    with connection.cursor() as cursor:
        assert cursor.execute(READY).fetchone()[0] == 1
    assert connection.connection.prepared_max == 300
