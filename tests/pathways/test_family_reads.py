"""Beside each field whose words the family is shown it says so, and beside no other."""

from typing import Any

import pytest

from samspor.concerns.api import current_scales
from samspor.pathways import actions, forms, queries, texts
from samspor.pathways.forms import goals, together
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState, Words
from samspor.pathways.rules.promises import Outcome, Whom
from samspor.pathways.rules.words import EntryKind
from samspor.people.models import Child
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, Open, job

pytestmark = pytest.mark.usefixtures("scales")
# Every field with words of one's own, and what is written in it here.
FIELDS = {
    (forms.OpenForm, "purpose"): "Formålet", (forms.OpenForm, "what"): "Begyndelsen", (forms.NextForm, "what"): "Siden",
    (forms.PromiseForm, "what"): "Løftet", (forms.OutcomeForm, "words"): "Udfaldet", (goals.GoalForm, "words"): "Målet",
    (goals.EndGoalForm, "words"): "Forandringen", (goals.ActionForm, "what"): "Handlingen",
    (goals.ActionForm, "where"): "Stedet", (goals.SettleForm, "words"): "Resultatet",
    (together.ColleagueForm, "task"): "Opgaven", (together.ColleagueForm, "contact"): "Telefonen",
}  # fmt: skip


def field_of(form: type, name: str) -> Any:
    return form.base_fields[name]  # type: ignore[attr-defined]  # which every form has


def test_the_words_of_a_field_reach_the_family_where_it_says_so(cast, open_: Open):
    pathway = open_(purpose="Formålet", what="Begyndelsen")
    read = shown(cast)
    pia: Any = {"by": cast.actor("pia"), "at": NOW}
    here: Any = {"pathway": pathway, **pia}
    made = actions.make_promise(what="Løftet", whom=Whom.FAMILY, keeper=job(cast, "pia"), on=TODAY + DAY, **here)
    actions.settle_promise(promise=made, outcome=Outcome.KEPT, words="Udfaldet", **pia)
    goal = actions.set_goal(words="Målet", whose=Words.FAMILY, scale=current_scales()[0], **here)
    actions.end_goal(goal=goal, to=GoalState.REACHED, words="Forandringen", **pia)
    doing = actions.add_action(what="Handlingen", who=job(cast, "pia"), due_on=TODAY + DAY, where="Stedet", **here)
    actions.settle_action(action=doing, to=ActionState.DONE, words="Resultatet", **pia)
    actions.add_colleague(who=job(cast, "mads"), task="Opgaven", contact="Telefonen", **here)
    stands = pathway.nexts.get(replaced_at=None).entered_at
    actions.set_next(what="Siden", on=TODAY + DAY, built_on=stands, **here)
    read += shown(cast)
    for (form, name), said in FIELDS.items():
        assert (texts.FAMILY_READS in field_of(form, name).help_text) is (said in read), (form, name)


def shown(cast) -> str:
    child = Child.objects.get(pk=cast.bo.pk)
    return repr(queries.shared_with_family(child, reader=cast.mor.pk, at=NOW))


def test_of_what_is_written_in_the_record_only_an_agreement_reaches_them(cast, open_: Open):
    pathway = open_()
    for kind in EntryKind:
        actions.write_entry(
            by=cast.actor("pia"), pathway=pathway, kind=kind, text=f"Ord om {kind}", happened_on=TODAY, at=NOW
        )
    assert [kind for kind in EntryKind if f"Ord om {kind}'" in shown(cast)] == [EntryKind.AGREEMENT]
    assert "Er det en aftale, kan familien læse den." in field_of(forms.EntryForm, "text").help_text


def test_no_field_of_the_same_words_is_left_out():
    """Whoever is let in and whoever comes from elsewhere has a task and a way to be reached as a colleague has."""
    for form in (together.LetInForm, together.OtherForm):
        assert all(texts.FAMILY_READS in field_of(form, name).help_text for name in ("task", "contact"))
    assert texts.FAMILY_READS in field_of(goals.NumberForm, "step").help_text
