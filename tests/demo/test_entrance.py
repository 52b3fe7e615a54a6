"""The entrance of the demo: everybody of the cast, in by one press, and not there outside the demo."""

import pytest
from django.test import Client
from django.urls import reverse

from samspor.access.models import Account
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.demo.cast import cast

pytestmark = pytest.mark.django_db
PIA = reverse("demo:enter", kwargs={"key": "pia"})


@pytest.fixture
def pia():
    return Account.objects.get_or_create(email="pia.holm@fjordby.example", defaults={"name": "Pia Holm"})[0]


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.DEMO = True


def test_the_page_shows_everybody_with_a_button_and_says_that_they_are_invented():
    page = Client().get(reverse("demo:cast")).content.decode()
    assert "fundet på" in page
    for person in cast():
        assert person.name in page
        assert person.title in page
        assert reverse("demo:enter", kwargs={"key": person.key}) in page


def test_a_press_signs_in_and_is_remembered(pia):
    client = Client()
    answer = client.post(PIA)
    assert (answer.status_code, answer.url) == (303, "/")
    assert client.session["_auth_user_id"] == str(pia.pk)
    assert Entry.objects.get(verb=Verb.SIGNED_IN, actor_id=pia.pk).actor_name == "Pia Holm"


def test_it_takes_a_form_of_ours(pia):
    assert Client(enforce_csrf_checks=True).post(PIA).status_code == 403
    assert Client().get(PIA).status_code == 405


def test_who_is_not_in_the_cast_or_not_loaded_is_not_there(pia):
    assert Client().post(reverse("demo:enter", kwargs={"key": "nobody"})).status_code == 404
    assert Client().post(reverse("demo:enter", kwargs={"key": "bo"})).status_code == 404


def test_outside_the_demo_there_is_no_entrance(settings, pia):
    settings.DEMO = False
    client = Client()
    assert client.get(reverse("demo:cast")).status_code == 404
    assert client.post(PIA).status_code == 404
    assert "_auth_user_id" not in client.session
