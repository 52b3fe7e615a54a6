"""A small world with one of everything: what there is to reach, and where each thing stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db import models
from PIL import Image

from samspor.access.rules import Permission, Role
from samspor.base.ics import Ics
from samspor.concerns import api as concerns
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    EarlierWording,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    Reopening,
    RulerMark,
    Voice,
    Wanted,
)
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Audience as Seen
from samspor.concerns.rules.words import Circle, FactorKind, House, Party, Theme, WrittenBy
from samspor.family import api as family
from samspor.family.models import (
    ChildPiece,
    FamilyVisit,
    FamilyWord,
    Invitation,
    KeyPerson,
    PieceAnswer,
    Proposal,
    ProposalAnswer,
)
from samspor.family.rules.childs import PieceKind
from samspor.family.rules.proposals import Said as Proposed
from samspor.family.rules.words import WordKind
from samspor.forums import api as forums
from samspor.forums.models import AgendaItem, CalendarAddress, DecisionRecord, Meeting, MeetingSeries, Seat, Wish
from samspor.forums.rules.words import About
from samspor.forums.rules.words import Outcome as Agreed
from samspor.guide import api as guide
from samspor.guide.actions import choose_step, draft_guide, open_rehearsal
from samspor.guide.models import Checklist, ChecklistLine, Rehearsal, RehearsalChoice
from samspor.guide.queries import scenario_of
from samspor.guide.rules import Audience, Situation
from samspor.messages.api import State as Undelivered
from samspor.messages.api import Template, tell
from samspor.messages.models import Message
from samspor.pathways import api as pathways
from samspor.pathways.actions.goals import OWN
from samspor.pathways.models import (
    Action,
    BatonOffer,
    EarlierOutcome,
    Extent,
    Goal,
    GoalNumber,
    Hold,
    LogEntry,
    NextThing,
    Participant,
    Pathway,
    PathwayDraft,
    Promise,
    SiblingLink,
    Substitute,
    TakenOut,
)
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import Words
from samspor.pathways.rules.promises import Whom
from samspor.pathways.rules.words import Absence, Closing, EntryKind, Origin
from samspor.people import api as people
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    EmergencyAccess,
    Employment,
    Enrolment,
    FormDraft,
    Guardianship,
    Merge,
    StaffMember,
    Unit,
)
from samspor.roster import api as roster
from samspor.roster.models import Change, ChangeSet, FilePart, ImportSource, RosterAnswer
from samspor.roster.rules.questions import Say
from samspor.screening import api as screening
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    EarlierInformed,
    EarlierLateNotice,
    EarlierNotice,
    FocusPoint,
    FocusReview,
    JointAssessment,
    JointDraft,
    JointWording,
    LateNotice,
    LookedTogether,
    OwnAssessment,
    ParentLink,
    ParentsInformed,
    ParentVoice,
    RoundChild,
    RoundCount,
    RoundUnit,
    SecondAssessor,
    SignSeen,
)
from samspor.screening.rules import Heard, Outcome, Position, Way
from samspor.sharing import api as sharing
from samspor.sharing.models import EffortAnswer, EffortConsent, ExchangeAnswer, ExchangeConsent, Notice
from samspor.sharing.rules.words import Purpose, Sector
from samspor.sharing.rules.words import Said as Spoken
from samspor.sharing.rules.words import Way as Asked
from samspor.transitions import api as transitions
from samspor.transitions.models import (
    ChildAnswer,
    Delivery,
    FurtherReader,
    Handover,
    HandoverDraft,
    HandoverField,
    HandoverLink,
    ParentAnswer,
    SentField,
    Wording,
)
from samspor.transitions.rules.words import Choice, Said
from samspor.transitions.rules.words import Kind as Passage
from samspor.transitions.rules.words import Way as Told
from tests import factories
from tests.cast import NOW, TODAY, Cast, key


@dataclass(frozen=True)
class World:
    """`things` are by what they are called in addresses: `world.things["assessment"]`."""

    cast: Cast
    things: Mapping[str, Any] = field(default_factory=dict)
    held: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    placed: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def rows(self, model: type[models.Model]) -> list[Any]:
        """All there are, fetched once a test: for tests that change nothing."""
        if model not in self.held:
            self.held[model] = list(model._default_manager.all())
        return self.held[model]

    def places(self, model: type[models.Model], place: Callable[[Any], Any]) -> list[Any]:
        """The key of each, and where it belongs."""
        if model not in self.placed:
            self.placed[model] = [(one.pk, place(one)) for one in self.rows(model)]
        return self.placed[model]


def build(cast: Cast) -> World:
    """A round in Solsikken and one in Sydskolen; Bo's assessment is done; two pages are one."""
    lars, vera = cast.actor("lars"), cast.actor("vera")
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    here, away = (_round(leader, unit, version) for leader, unit in ((lars, cast.solsikken), (vera, cast.sydskolen)))
    assessment = _assessed(cast, here, "bo", ("pia", "mads"))
    for built_on in (None, NOW):  # the second time it is written anew
        screening.conclude(
            by=lars, assessment=assessment, position=Position.GREEN, justification="", at=NOW, built_on=built_on,
            participants=[cast.pia.pk, cast.mads.pk],
        )  # fmt: skip
    screening.keep_draft(by=lars, assessment=assessment, written={"position": "green"}, built_on=NOW, at=NOW)
    screening.look_together(by=lars, assessment=assessment, words="Griner ved sandkassen", at=NOW)
    screening.inform_parents(by=lars, assessment=assessment, informed_on=TODAY, way=Way.TALK, at=NOW)
    screening.correct_informed(by=lars, assessment=assessment, informed_on=TODAY, way=Way.PHONE, built_on=NOW, at=NOW)
    _assessed(cast, away, "hassan", ("vera",))
    twin = people.register_child(
        by=lars, group=cast.spurvene, given_names="Egon", family_name="Øster-To", birth_date=date(2023, 12, 1),
        starts_on=TODAY, at=NOW,
    )  # fmt: skip
    merge = people.merge_children(by=lars, kept=cast.egon, other=twin, at=NOW)
    glass = people.open_emergency_access(
        by=cast.actor("fatma"), child=cast.carla, reason="Barnet er ikke hentet, og ingen svarer.", at=NOW
    )
    people.drafts.save_form(
        by=lars, about=cast.bo, permission=Permission.CHILD_READ, child=cast.bo.pk, place="/", typed={}, at=NOW
    )
    letter = tell(by=lars, to=cast.pia.account_id, template=Template.ROSTER_READY, about=here, at=NOW)
    Message.objects.filter(pk=letter.pk).update(state=Undelivered.FAILED)  # so that Lars can say that he has rung
    things = {
        "child": cast.asta, "other": cast.bo, "group": cast.blaamejserne, "unit": cast.solsikken, "merge": merge,
        "enrolment": Enrolment.objects.get(child=cast.asta), "tie": Guardianship.objects.get(child=cast.bo),
        "affiliation": Affiliation.objects.get(child=cast.asta, staff=cast.sara), "access": glass, "member": cast.mads,
        "employment": Employment.objects.get(staff=cast.mads), "round_unit": here, "assessment": assessment,
        "instrument": version, "message": letter, "link": _heard(cast, here), "guardian": cast.mor,
        "words": ParentVoice.objects.get(),
        **_handovers(cast), **_consents(cast),
        "focus": _focus(cast, here, away), "round": here.round, "second": _second(cast, here), "looked_at": cast.carla,
        "late_notice": LateNotice.objects.get(), "visit": Assessment.objects.get(child=cast.egon),
        **_lists(cast), **_concerns(cast), **_guides(cast),
        **_pathways(cast), **_family(cast), **_forums(cast),
    }  # fmt: skip
    return World(cast, things)


def _focus(cast: Cast, here: RoundUnit, away: RoundUnit) -> FocusPoint:
    """One for Asta, looked at once; one for the whole of Sydskolen."""
    words = {"aim": "Ro", "action": "Små grupper", "review_on": TODAY + timedelta(days=30), "at": NOW}
    made = screening.set_focus(
        by=cast.actor("pia"), unit=here.unit, group=cast.blaamejserne, child=cast.asta, round_unit=here,
        responsible=cast.mads.pk, **words,
    )  # fmt: skip
    screening.review_focus(
        by=cast.actor("mads"), focus=made, outcome=Outcome.PARTLY, words="Lidt mere ro", at=NOW,
        review_on=TODAY + timedelta(days=60),
    )  # fmt: skip
    RoundCount.objects.create(round_unit=away, position=Position.GREEN, number=20)  # as the night leaves it
    told = {"notice_on": TODAY, "notice_way": Way.TALK, "recorded_at": NOW, "recorded_by": cast.lars}
    late = LateNotice.objects.create(round_unit=here, child=cast.carla, **told)
    RoundChild.objects.create(round_unit=here, child=cast.carla, chosen_at=NOW, chosen_by=cast.lars)
    lars = cast.actor("lars")
    screening.correct_late_notice(by=lars, late_notice=late, notice_on=TODAY, way=Way.PHONE, built_on=NOW, at=NOW)
    screening.set_focus(by=cast.actor("vera"), unit=away.unit, responsible=cast.vera.pk, **words)
    return made


def _second(cast: Cast, here: RoundUnit) -> SecondAssessor:
    """Karen, a childminder elsewhere, is asked to look at Carla. Anna has been on a visit with Egon."""
    version = here.round.instrument
    screening.make_visit(
        by=cast.actor("anna"), child=cast.egon, visited_on=TODAY, instrument=version, notice_on=TODAY, way=Way.TALK,
        alone_because="Kollegaen er på kursus i dag", at=NOW,
    )  # fmt: skip
    return screening.choose_second(
        by=cast.actor("lars"), round_unit=here, group=cast.blaamejserne, child=cast.carla, staff=cast.karen,
        from_on=TODAY, to_on=TODAY + timedelta(days=7), at=NOW,
    )  # fmt: skip


def _heard(cast: Cast, here: RoundUnit) -> ParentLink:
    """Bo's mother has said something, and has a link to say more."""
    of = {"by": cast.actor("pia"), "round_unit": here, "child": cast.bo, "guardian": cast.mor, "at": NOW}
    words = {"goes_well": "Han synger"}
    screening.record_parents_words(way=Heard.TALK, is_verbatim=True, said_on=TODAY, words=words, **of)
    return screening.make_parent_link(**of)


def _lists(cast: Cast) -> dict[str, Any]:
    """One list that has been read, with a question answered and one that waits; and one whose columns are unknown."""
    rows = ["Bo Øster;01-12-2021", "Asta Lindqvist-Møller;14-03-2022", "Ny Kvist;01-10-2022"]
    there = "Børnehuset Solsikken;Blåmejserne"
    read = _handed_in(cast, "Navn;Fødselsdato;Institution;Stue", [f"{row};{there}" for row in rows])
    waiting = read.changes.filter(bucket="needs_decision").order_by("numbers")
    roster.decide_change(by=cast.actor("lars"), change=waiting[0], say=Say.SKIP, at=NOW)
    _handed_in(cast, "Kolonne;Noget helt andet", ["1;2"])
    return {"change_set": read, "change": waiting[0]}


def _concerns(cast: Cast) -> dict[str, Any]:
    """Pia's about Bo, with one of everything in it; and one about Asta, which Sara knows by name, that is stopped."""
    pia = cast.actor("pia")
    ruler = concerns.adopt_scale(by=cast.actor("jens"), ruler=concerns.shipped()[0], at=NOW)
    held = concerns.start_concern(
        by=pia, child=cast.bo, worries="Står tit alene ved hegnet", observed_on=TODAY, works="Elsker at bygge",
        answers=dict.fromkeys(StopKind, Answer.NO), at=NOW,
    )  # fmt: skip
    factor = concerns.add_factor(
        by=pia, concern=held, kind=FactorKind.PROTECTIVE, circle=Circle.NETWORK, text="Mormor henter hver fredag",
        ics=[Ics.NETWORK], observed_on=None, at=NOW,
    )  # fmt: skip
    factor = concerns.reword_factor(by=pia, factor=factor, text="Mormor henter ham", built_on=NOW, at=NOW)
    concerns.write_wanted(by=pia, concern=held, text="En ven at lege med", built_on=None, at=NOW)
    step = concerns.agree_step(
        by=pia, concern=held, what="Leg i en lille gruppe", who=cast.mads, where="Blåmejserne",
        due_on=TODAY + timedelta(days=7), review_on=TODAY + timedelta(days=28), at=NOW,
    )  # fmt: skip
    axis = ruler.axes.get(key="wellbeing")
    mark = concerns.set_own_mark(by=pia, concern=held, axis=axis, step=ruler.steps.get(value=2), said_on=TODAY, at=NOW)
    voice = concerns.keep_voice(
        by=pia, concern=held, house=House.GOOD, text="Jeg kan lide klodser", drawing=DRAWING, is_verbatim=True,
        written_by=WrittenBy.ADULT, said_on=TODAY, at=NOW,
    )  # fmt: skip
    concerns.approve_voice(by=pia, voice=voice, allowed=[Seen.PARENTS], at=NOW)
    involved = concerns.involve(
        by=pia, concern=held, party=Party.LEADER, involved_on=TODAY, words="Vi får tid på mødet", at=NOW
    )
    concerns.close_concern(by=pia, concern=held, outcome="Han leger med to andre", childs_words="Små grupper", at=NOW)
    concerns.reopen_concern(by=pia, concern=held, reason="Han står ved hegnet igen", at=NOW)
    thought = concerns.consult_anonymously(by=pia, theme=Theme.RELATIONS, text="Hvad gør I?", confirmed=(), at=NOW)
    concerns.save_draft(by=pia, child=cast.asta, typed={"worries": "Måske"}, at=NOW)
    stopped = concerns.start_concern(
        by=cast.actor("sara"), child=cast.asta, worries="Fortalte om slag", observed_on=TODAY,
        answers={StopKind.VIOLENCE: Answer.YES}, about_staff=True, at=NOW,
    )  # fmt: skip
    return {
        "concern": held, "factor": factor, "next_step": step, "axis": axis, "mark": mark, "voice": voice,
        "involvement": involved, "consultation": thought,
        "stop": stopped.stops.get(),
    }  # fmt: skip


def _drawing() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(out, format="PNG")
    return out.getvalue()


DRAWING = _drawing()


def _guides(cast: Cast) -> dict[str, Any]:
    """The guides in use, one of them being drafted; a checklist for Asta; and a rehearsal in Solsikken, begun."""
    rikke, lars = cast.actor("rikke"), cast.actor("lars")
    for one in guide.shipped():
        guide.adopt_guide(by=rikke, guide=one, at=NOW, owner=cast.rikke)
    published = guide.published_for(Audience.STAFF)
    draft = draft_guide(by=rikke, guide=published.guide, at=NOW)
    kept = guide.make_checklist(
        by=lars, about_type="concern", about_id=cast.asta.pk, unit=cast.solsikken, child=cast.asta,
        situation=Situation(age_months=56, degree=2), at=NOW,
    )  # fmt: skip
    rehearsal = open_rehearsal(by=lars, unit=cast.solsikken, scenario=scenario_of("vold"), at=NOW)
    choose_step(by=lars, rehearsal=rehearsal, number=1, chosen="vold-stop", at=NOW)
    return {
        "guide": published.guide, "version": draft, "step": draft.steps.get(key="vold"), "line": kept.lines.first(),
        "rehearsal": rehearsal,
    }  # fmt: skip


def _handovers(cast: Cast) -> dict[str, Any]:
    """Bo's to Elverhøj, which his mother has a link to; and Frida's from there to Solsikken, sent."""
    pia = cast.actor("pia")
    held = _begun(cast, "pia", cast.bo, cast.elverhoej)
    page = held.fields.get(key="child")
    wording = _chosen(cast, "pia", page, "Jeg kan lide klodser")
    transitions.hear_child(by=pia, field=page, says_yes=True, words="Ja", asked_on=TODAY, wording=wording.pk, at=NOW)
    link = transitions.make_handover_link(by=pia, handover=held, guardian=cast.mor, at=NOW)
    else_, mother = cast.actor("else_"), factories.guardian(cast.frida, "Mona Kilde")
    sent = _begun(cast, "else_", cast.frida, cast.solsikken)
    field = sent.fields.get(key="good_at")
    _chosen(cast, "else_", field, "Bygger høje tårne")
    transitions.record_parents_answer(
        by=else_, handover=sent, guardian=mother, way=Told.MEETING, said_on=TODAY, until=TODAY, longest=TODAY,
        answers={field.pk: Said.YES}, words=None, seen=transitions.now(sent, TODAY).seen, at=NOW,
    )  # fmt: skip
    seen = transitions.now(sent, TODAY).stands
    delivery = transitions.send_handover(by=else_, handover=sent, seen=seen, at=NOW)
    transitions.name_reader(by=cast.actor("lars"), delivery=delivery, staff=cast.pia.pk, at=NOW)
    transitions.save_handover_draft(by=pia, handover=held, place="/her/", typed={"text": "Måske"}, at=NOW)
    return {"handover": held, "field": page, "handover_link": link, "delivery": delivery}


def _consents(cast: Cast) -> dict[str, Any]:
    """Bo's mother has said yes to PPR and to a group for language, and has been told; Asta's nobody has answered."""
    pia, until = cast.actor("pia"), TODAY + timedelta(days=90)
    lasts = {"from_on": TODAY, "until": until, "longest": until, "at": NOW}
    words = {"purpose": "At sproget får den hjælp, det har brug for.", **lasts}
    way = {
        "topics": ["language"], "sender": Sector.DAYCARE, "recipient": Sector.PPR, "to_unit": None, "to_person": "",
        "aim": Purpose.EARLY_HELP, **words,
    }  # fmt: skip
    exchange = sharing.ask_exchange(by=pia, child=cast.bo, **way)
    sharing.ask_exchange(by=pia, child=cast.asta, **way)
    effort = sharing.ask_effort(by=pia, child=cast.bo, effort="Sproggruppe", **words)
    for consent in (exchange, effort):
        sharing.answer_consent(
            by=pia, consent=consent, guardian=cast.mor, said=Spoken.YES, way=Asked.MEETING, said_on=TODAY, until=until,
            longest=until, at=NOW,
        )  # fmt: skip
    sharing.give_notice(
        by=pia, child=cast.bo, guardian=cast.mor, what="Vi taler med PPR", way=Asked.PHONE, given_on=TODAY, at=NOW
    )
    return {"exchange": exchange, "effort": effort}


def _pathways(cast: Cast) -> dict[str, Any]:
    """Egon's, with one of everything in it: Mads stands in for Pia, and Lars is offered the baton."""
    pia = cast.actor("pia")
    held = pathways.open_pathway(
        by=pia, child=cast.egon, origin=Origin.FAMILY, purpose="At Egon får en ven.", what="Vi mødes", at=NOW,
        on=TODAY + timedelta(days=14),
    )  # fmt: skip
    jobs = {name: Employment.objects.get(staff=cast.members[name]) for name in ("mads", "lars")}
    substitute = pathways.give_substitute(
        by=pia, pathway=held, who=jobs["mads"], from_on=TODAY, to_on=TODAY + timedelta(days=7), why=Absence.HOLIDAY,
        at=NOW,
    )  # fmt: skip
    offer = pathways.offer_baton(by=pia, pathway=held, to=jobs["lars"], words="Tag den gerne", days=3, at=NOW)
    pathways.write_entry(
        by=pia, pathway=held, kind=EntryKind.BRIGHT_SPOT, text="Grinede højt", happened_on=TODAY, at=NOW
    )
    promise = pathways.make_promise(
        by=pia, pathway=held, what="Vi ringer til mor", whom=Whom.FAMILY, keeper=jobs["mads"],
        on=TODAY + timedelta(days=9), at=NOW,
    )  # fmt: skip
    pathways.save_pathway_draft(by=pia, pathway=held, place="/her/", typed={"text": "Måske"}, at=NOW)
    things = {"pathway": held, "offer": offer, "substitute": substitute, "promise": promise}
    things |= _agreed(cast, held) | _let_in(cast) | _taken_out(cast)
    link = pathways.link_siblings(by=pia, pathway=held, other=Pathway.objects.get(child=cast.bo), at=NOW)
    return things | {"siblings": link}


def _agreed(cast: Cast, held: Pathway) -> dict[str, Any]:
    """A goal with a number, and what Pia is to do about it."""
    pia, scale = cast.actor("pia"), concerns.current_scales()[0]
    goal = pathways.set_goal(by=pia, pathway=held, words="Egon vil have en ven", whose=Words.CHILD, scale=scale, at=NOW)
    step = scale.steps.order_by("value")[0]
    pathways.say_number(by=pia, goal=goal, voice=OWN, step=step, said_on=TODAY, at=NOW)
    action = pathways.add_action(
        by=pia, pathway=held, what="Leger med to ad gangen", who=Employment.objects.get(staff=cast.pia),
        due_on=TODAY + timedelta(days=9), at=NOW,
    )  # fmt: skip
    done = {"by": pia, "action": action, "at": NOW}
    pathways.settle_action(to=ActionState.DONE, words="De leger", **done)
    pathways.reopen_action(**done)
    return {"goal": goal, "action": action}


def _taken_out(cast: Cast) -> dict[str, Any]:
    """Carla's has ended, and Pia has taken it out for the journal of the house."""
    pia = cast.actor("pia")
    held = pathways.open_pathway(
        by=pia, child=cast.carla, origin=Origin.STAFF, purpose="At legen lykkes.", what="Vi mødes", at=NOW,
        on=TODAY + timedelta(days=14),
    )  # fmt: skip
    pathways.close_pathway(
        by=pia, pathway=held, because=Closing.GOAL_REACHED, words="Det gik.", at=NOW + timedelta(hours=1)
    )
    return {"ended": held, "taken": pathways.take_out(by=pia, pathway=held, at=NOW + timedelta(hours=1))}


def _let_in(cast: Cast) -> dict[str, Any]:
    """Peter of PPR is let into Bo's, about language: that is what Bo's mother has said yes to."""
    pia = cast.actor("pia")
    held = pathways.open_pathway(
        by=pia, child=cast.bo, origin=Origin.STAFF, purpose="At ordene kommer.", what="Vi mødes", at=NOW,
        on=TODAY + timedelta(days=14),
    )  # fmt: skip
    participant = pathways.let_in(
        by=pia, pathway=held, who=Employment.objects.get(staff=cast.peter), task="Ser på sproget", contact="",
        aim=Purpose.EARLY_HELP, topics=["language"], at=NOW,
    )  # fmt: skip
    return {"participant": participant}


def _family(cast: Cast) -> dict[str, Any]:
    """Bo's mother has been in and has said something; and Pia has made her another code."""
    door = family.at_the_door(NOW)
    visit = family.come_in(by=door, code=family.code_of(_coded(cast)), form_key=None, at=NOW)
    assert visit
    family.write_word(
        by=family.of_family(visit, NOW), visit=visit, kind=WordKind.VIEW, about=None, text="Han er glad", at=NOW
    )
    return {"invitation": _coded(cast), **_of_egon(cast), **_childs_own(cast)}


def _of_egon(cast: Cast) -> dict[str, Any]:
    """His mother would like his grandmother to be with it, and has said not now to what was proposed."""
    put = family.put_proposal(by=cast.actor("pia"), child=cast.egon, text="Vi foreslår en legegruppe", at=NOW)
    seen = family.mark_of(family.seen_by(cast.egon, cast.mor, at=NOW))
    made = family.make_invitation(by=cast.actor("pia"), child=cast.egon, guardian=cast.mor, seen=seen, at=NOW)
    visit = family.come_in(by=family.at_the_door(NOW), code=family.code_of(made), form_key=None, at=NOW)
    assert visit
    said = {"name": "Ruth Vind", "relation": "Mormor", "contact": "55 55 77 77", "why": "Han er tryg hos hende"}
    her: Any = {"by": family.of_family(visit, NOW), "visit": visit, "at": NOW}
    family.answer_proposal(proposal=put.pk, said=Proposed.NOT_NOW, **her)
    return {"proposal": put, "person": family.propose_person(**said, **her)}


def _childs_own(cast: Cast) -> dict[str, Any]:
    """Nanna, who is old enough, has sat with Pia and has said something to her alone; and Pia has answered."""
    teen = people.register_child(
        by=cast.actor("lars"), group=cast.spurvene, given_names="Nanna", family_name="Vester",
        birth_date=date(2015, 3, 1), starts_on=TODAY, at=NOW,
    )  # fmt: skip
    visit = family.sit_together(by=cast.actor("pia"), child=teen, at=NOW)
    said: Any = {"kind": PieceKind.DREAMS, "text": "En hund", "staff": (), "parents": ()}
    piece = family.say_piece(by=family.of_family(visit, NOW), visit=visit, **said, at=NOW)
    family.answer_piece(by=cast.actor("pia"), piece=piece, text="Vi har spurgt om den", at=NOW)
    return {"teen": teen, "piece": piece}


def _coded(cast: Cast) -> Invitation:
    seen = family.mark_of(family.seen_by(cast.bo, cast.mor, at=NOW))
    return family.make_invitation(by=cast.actor("pia"), child=cast.bo, guardian=cast.mor, seen=seen, at=NOW)


def _forums(cast: Cast) -> dict[str, Any]:
    """A forum in Solsikken where Peter of PPR has a seat: Bo is on the agenda, and a practice waits for a place."""
    lars, pia = cast.actor("lars"), cast.actor("pia")
    jobs = [Employment.objects.get(staff=cast.members[name]) for name in ("lars", "peter")]
    kinds = [forums.adopt_type(by=cast.actor("jens"), written=one, at=NOW) for one in forums.shipped()]
    series = forums.plan_series(
        by=lars, type=kinds[0], unit=cast.solsikken, title="Forum i Solsikken", days=[TODAY + timedelta(days=7)],
        starts=time(9), ends=time(11), place="Personalerummet", members=jobs, guests=(), at=NOW,
    )  # fmt: skip
    meeting = series.meetings.get()
    wish = forums.ask_about_child(
        by=pia, series=series, child=cast.bo, question="Hvordan kommer ordene?", aim=Purpose.EARLY_HELP,
        topics=["language"], at=NOW,
    )  # fmt: skip
    item = forums.place_wish(
        by=lars, meeting=meeting, wish=wish, starts_at=meeting.starts_at, at=NOW,
        ends_at=meeting.starts_at + timedelta(minutes=30),
    )  # fmt: skip
    then = NOW + timedelta(days=8)
    forums.place_wish(
        by=lars, meeting=meeting, wish=forums.ask_about_child(
            by=pia, series=series, child=cast.asta, question="Hvem leger hun med?", aim=Purpose.EARLY_HELP,
            topics=["friends"], at=NOW,
        ),
        starts_at=meeting.starts_at + timedelta(minutes=30), ends_at=meeting.starts_at + timedelta(minutes=60), at=NOW,
    )  # fmt: skip
    decision = forums.conclude_item(
        by=cast.actor("pia", then), item=AgendaItem.objects.get(wish__child=cast.asta), outcome=Agreed.LOCAL,
        text="Vi laver en legegruppe", who=jobs[0], due_on=TODAY + timedelta(days=20), at=then,
    )  # fmt: skip
    forums.make_calendar(by=lars, at=NOW)
    forums.ask_unnamed(
        by=pia, series=series, about=About.PRACTICE, question="Hvordan rydder vi op?", confirmed=(), smallest=1, at=NOW
    )
    forums.ask_unnamed(
        by=pia, series=series, about=About.UNNAMED, question="Et barn er træt", confirmed=(), smallest=1, at=NOW
    )
    return {
        "series": series, "meeting": meeting, "seat": meeting.seats.get(job=jobs[1]), "wish": wish, "item": item,
        "decision": decision,
    }  # fmt: skip


def _begun(cast: Cast, name: str, child: Child, to: Unit) -> Handover:
    return transitions.begin_handover(
        by=cast.actor(name), child=child, template=transitions.shipped()[Passage.BETWEEN_UNITS], to_unit=to,
        to_place="",
        purpose="At barnet bliver mødt godt.", starts_on=TODAY + timedelta(days=40), always_consent=False, at=NOW,
    )  # fmt: skip


def _chosen(cast: Cast, name: str, field: HandoverField, text: str) -> Wording:
    transitions.write_field(
        by=cast.actor(name), field=field, choice=Choice.CHOSEN, purpose="At det gode fortsætter.", text=text,
        built_on=None, at=NOW,
    )  # fmt: skip
    return field.wordings.get()


def _handed_in(cast: Cast, headers: str, rows: list[str]) -> ChangeSet:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"liste-{len(rows)}.csv"
        path.write_text("\n".join([headers, *rows, ""]), encoding="utf-8")
        return roster.upload_roster(
            by=cast.actor("lars"), unit=cast.solsikken, kind="daycare_list", filename=path.name, path=path, at=NOW
        )


def _round(leader: Any, unit: Unit, version: Any) -> RoundUnit:
    made = screening.plan_round(
        by=leader, label=f"Efterår i {unit.name}", area=unit.area, opens_on=TODAY - timedelta(days=7),
        closes_on=TODAY + timedelta(days=7), instrument=version, units=[unit], at=NOW,
    )  # fmt: skip
    notice_on = TODAY - timedelta(days=14)
    notice = {"round_unit": made.units.get(), "notice_on": notice_on, "at": NOW}
    screening.record_notice(by=leader, way=Way.TALK, **notice)
    return screening.record_notice(by=leader, way=Way.LETTER, built_on=f"{notice_on} talk", **notice)


def _assessed(cast: Cast, round_unit: RoundUnit, child: str, by: tuple[str, ...]) -> Assessment:
    for name in by:
        screening.tick_signs(
            by=cast.actor(name), round_unit=round_unit, child=cast.members[child],
            signs=[round_unit.round.instrument.indicators.first().pk], at=NOW,
        )  # fmt: skip
        own = screening.set_mark(
            by=cast.actor(name), round_unit=round_unit, child=cast.members[child], position=Position.GREEN, at=NOW
        )
        screening.hand_in(by=cast.actor(name), round_unit=round_unit, group=own.assessment.group, at=NOW)
    return Assessment.objects.get(round_unit=round_unit, child=cast.members[child])


Place = tuple[set[UUID], set[UUID]]  # the units and the children by which a thing is reached


def _at_units(*units: UUID) -> Place:
    return set(units), set()


def _with_child(child_id: UUID) -> Place:
    """Where the child is today, and the child."""
    enrolments = Enrolment.objects.filter(child_id=child_id).select_related("group")
    return {one.group.unit_id for one in enrolments if TODAY in one.period}, {child_id}


def _with_pathway(pathway: Pathway) -> Place:
    """It follows the child."""
    return _with_child(pathway.child_id)


def _with_concern(concern: Concern) -> Place:
    """Where it was begun, and the child: when the child moves on, it does not follow by itself."""
    return {concern.unit_id}, {concern.child_id}


def _of_wish(wish: Wish) -> Place:
    """It names a child and follows it, or a house knows its own; what has no name is its keeper's alone."""
    if wish.child_id:
        return _with_child(wish.child_id)
    return _at_units(wish.unit_id) if wish.about in {About.GROUP, About.PRACTICE} else _at_units()


def _of_item(item: AgendaItem) -> Place:
    units, children = _of_wish(item.wish)
    return units | {item.meeting.series.unit_id}, children


def _at_table(meeting: Meeting) -> set[UUID]:
    return set(meeting.seats.filter(ended_at=None).values_list("job__staff", flat=True))


def _keeper(wish: Wish) -> set[UUID]:
    return set() if wish.child_id else {wish.keeper_id}


def _with_both(link: SiblingLink) -> Place:
    """Where both children are, and nobody by one of them."""
    one, other = _with_pathway(link.one), _with_pathway(link.other)
    return one[0] & other[0], one[1] & other[1]


_IN_PATHWAY = (
    Hold, BatonOffer, Substitute, NextThing, LogEntry, PathwayDraft, Promise, Goal, GoalNumber, Action, Participant,
    EarlierOutcome, TakenOut, Extent,
)  # fmt: skip

# Where each thing stands. A table with reach that is not here fails the matrix.
PLACES: dict[type[models.Model], Callable[[Any], Place]] = {
    Unit: lambda one: _at_units(one.pk),
    CalendarAddress: lambda one: _at_units(),
    ChildGroup: lambda one: _at_units(one.unit_id),
    Employment: lambda one: _at_units(one.unit_id),
    StaffMember: lambda one: _at_units(*(held.unit_id for held in one.employments.all())),
    Child: lambda one: _with_child(one.pk),
    Guardianship: lambda one: _with_child(one.child_id),
    Affiliation: lambda one: _with_child(one.child_id),
    EmergencyAccess: lambda one: _with_child(one.child_id),
    Merge: lambda one: _with_child(one.kept_id),
    Enrolment: lambda one: ({one.group.unit_id}, {one.child_id}),
    AssessmentRound: lambda one: _at_units(*(held.unit_id for held in one.units.all())),
    RoundUnit: lambda one: _at_units(one.unit_id),
    SecondAssessor: lambda one: _at_units(one.round_unit.unit_id),
    Assessment: lambda one: _at_units(one.round_unit.unit_id),
    OwnAssessment: lambda one: _at_units(one.assessment.round_unit.unit_id),
    JointAssessment: lambda one: _at_units(one.assessment.round_unit.unit_id),
    JointWording: lambda one: _at_units(one.joint.assessment.round_unit.unit_id),
    FocusPoint: lambda one: _at_units(one.unit_id),
    FocusReview: lambda one: _at_units(one.focus.unit_id),
    ParentVoice: lambda one: _at_units(one.round_unit.unit_id),
    ParentLink: lambda one: _at_units(one.round_unit.unit_id),
    RoundChild: lambda one: _at_units(one.round_unit.unit_id),
    RoundCount: lambda one: _at_units(one.round_unit.unit_id),
    EarlierInformed: lambda one: _at_units(one.assessment.round_unit.unit_id),
    LateNotice: lambda one: _at_units(one.round_unit.unit_id),
    EarlierNotice: lambda one: _at_units(one.round_unit.unit_id),
    EarlierLateNotice: lambda one: _at_units(one.late_notice.round_unit.unit_id),
    ParentsInformed: lambda one: _at_units(one.assessment.round_unit.unit_id),
    Concern: _with_concern,
    EarlierWording: lambda one: _with_concern(one.factor.concern),
    **dict.fromkeys(
        (FirstAnswer, HardStop, Factor, Wanted, NextStep, RulerMark, Voice, Involvement, Reopening),
        lambda one: _with_concern(one.concern),
    ),
    ConcernDraft: lambda one: (set(), {one.child_id}),
    FormDraft: lambda one: (set(), {one.child_id}),
    SignSeen: lambda one: _at_units(one.own.assessment.round_unit.unit_id),
    JointDraft: lambda one: _at_units(one.assessment.round_unit.unit_id),
    LookedTogether: lambda one: _at_units(one.assessment.round_unit.unit_id),
    ImportSource: lambda one: _at_units(one.unit_id),
    ChangeSet: lambda one: _at_units(one.unit_id),
    FilePart: lambda one: _at_units(one.change_set.unit_id),
    Change: lambda one: _at_units(one.change_set.unit_id),
    RosterAnswer: lambda one: _at_units(one.change_set.unit_id),
    Checklist: lambda one: ({one.unit_id}, {one.child_id}),
    ChecklistLine: lambda one: ({one.checklist.unit_id}, {one.checklist.child_id}),
    Rehearsal: lambda one: _at_units(one.unit_id),
    RehearsalChoice: lambda one: _at_units(one.rehearsal.unit_id),
    Handover: lambda one: _at_units(one.from_unit_id),
    **dict.fromkeys((HandoverDraft, HandoverField, HandoverLink), lambda one: _at_units(one.handover.from_unit_id)),
    **dict.fromkeys((Wording, ParentAnswer, ChildAnswer), lambda one: _at_units(one.field.handover.from_unit_id)),
    **dict.fromkeys((ExchangeConsent, EffortConsent, Notice), lambda one: _with_child(one.child_id)),
    **dict.fromkeys((ExchangeAnswer, EffortAnswer), lambda one: _with_child(one.consent.child_id)),
    **dict.fromkeys(
        (Invitation, FamilyVisit, FamilyWord, ChildPiece, KeyPerson), lambda one: _with_child(one.child_id)
    ),
    Proposal: lambda one: _with_child(one.child_id),
    PieceAnswer: lambda one: _with_child(one.piece.child_id),
    ProposalAnswer: lambda one: _with_child(one.proposal.child_id),
    Pathway: _with_pathway,
    SiblingLink: _with_both,
    **dict.fromkeys(_IN_PATHWAY, lambda one: _with_pathway(one.pathway)),
    MeetingSeries: lambda one: _at_units(one.unit_id),
    Meeting: lambda one: _at_units(one.series.unit_id),
    Seat: lambda one: _at_units(one.meeting.series.unit_id),
    Wish: _of_wish,
    AgendaItem: _of_item,
    DecisionRecord: lambda one: _of_wish(one.item.wish),
    # The receiver has what was sent, and nothing else of the child's: the sender comes to it by the handover.
    Delivery: lambda one: _at_units(one.unit_id),
    **dict.fromkeys((SentField, FurtherReader), lambda one: _at_units(one.delivery.unit_id)),
}


def _batons(pathway: Pathway) -> set[UUID]:
    """Who holds it, who stands in today, and who is offered it."""
    held = pathway.holds.filter(period__endswith=None), "holder__staff"
    asked = pathway.offers.filter(answered_at=None), "to__staff"
    covers = pathway.substitutes.filter(period__contains=TODAY, ended_at=None), "who__staff"
    return {staff for rows, path in (held, asked, covers) for staff in rows.values_list(path, flat=True)}


# Whom a thing asks by name, whatever their reach is else.
BY_NAME: dict[type[models.Model], Callable[[Any], set[UUID]]] = {
    SecondAssessor: lambda one: {one.staff_id},
    Pathway: _batons,
    SiblingLink: lambda one: _batons(one.one) & _batons(one.other),
    **dict.fromkeys(_IN_PATHWAY, lambda one: _batons(one.pathway)),
    CalendarAddress: lambda one: {one.staff_id},
    Meeting: _at_table,
    Seat: lambda one: _at_table(one.meeting),
    Wish: _keeper,
    DecisionRecord: lambda one: _keeper(one.item.wish) | {one.responsible.staff_id},
    AgendaItem: lambda one: _at_table(one.meeting) | _keeper(one.wish),
    Participant: lambda one: _batons(one.pathway) | ({one.job.staff_id} if one.is_let_in else set()),
}
# What is one's own and reached by no unit.
PERSONAL: frozenset[type[models.Model]] = frozenset({Message, AnonymousConsultation})

NORD = ("nord", "solsikken", "elverhoej", "aaskolen", "sundhedsplejen", "dagplejen")
OWN_UNITS = {
    "pia": ("solsikken",), "karen": ("dagplejen",), "tine": ("aaskolen",), "anna": ("sundhedsplejen",),
    "peter": ("ppr",), "lars": ("solsikken",), "fatma": ("familie",), "sara": ("familie",), "henrik": ("familie",),
    "olga": ("forvaltning",), "jens": ("forvaltning",), "rikke": ("forvaltning",), "bent": ("forvaltning",),
    "mette": ("forvaltning",), "ali": ("forvaltning",),
}  # fmt: skip
RELATED = {"sara": ("asta",), "peter": ("asta",)}
ROLE_OF = {  # in the order of the grid
    "pia": Role.PEDAGOGUE, "karen": Role.CHILDMINDER, "tine": Role.TEACHER, "anna": Role.HEALTH_VISITOR,
    "peter": Role.PPR_PSYCHOLOGIST, "lars": Role.UNIT_LEADER, "fatma": Role.FRONT_TEAM_WORKER,
    "sara": Role.FAMILY_WORKER, "henrik": Role.SOCIAL_LEADER, "olga": Role.FORUM_CHAIR, "dorte": Role.DIRECTOR,
    "jens": Role.PROJECT_LEADER, "rikke": Role.OFFERS_EDITOR, "bent": Role.LOG_CONTROLLER, "mette": Role.DPO,
    "ali": Role.SYSTEM_ADMIN,
}  # fmt: skip
COLUMNS = tuple(ROLE_OF)


def units_of(name: str, letter: str) -> set[UUID]:
    """`U`: where one works. `D`: the district. A unit of the municipality's own is in no district."""
    own = {key(unit) for unit in OWN_UNITS.get(name, ())}
    return {"U": own, "D": own | {key(unit) for unit in NORD}}.get(letter, set())
