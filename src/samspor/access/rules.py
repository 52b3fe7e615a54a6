"""Roles, permissions and the table between them. A leader of a municipality should read it and be able to say "no"."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What somebody is employed as. One person can hold several."""

    PEDAGOGUE = "pedagogue"
    CHILDMINDER = "childminder"
    TEACHER = "teacher"
    HEALTH_VISITOR = "health_visitor"
    PPR_PSYCHOLOGIST = "ppr_psychologist"
    UNIT_LEADER = "unit_leader"
    FRONT_TEAM_WORKER = "front_team_worker"
    FAMILY_WORKER = "family_worker"
    SOCIAL_LEADER = "social_leader"
    FORUM_CHAIR = "forum_chair"
    DIRECTOR = "director"
    PROJECT_LEADER = "project_leader"
    OFFERS_EDITOR = "offers_editor"
    LOG_CONTROLLER = "log_controller"
    DPO = "dpo"
    SYSTEM_ADMIN = "system_admin"


class Reach(IntEnum):
    """How far a permission goes."""

    SELF = 0  # what somebody has asked oneself, by name, to do
    CHILD = 1  # children one has a relation to, by name
    UNIT = 2  # the units one is employed in, and those below them
    DISTRICT = 3  # every unit of one's district
    MUNICIPALITY = 4


class Permission(StrEnum):
    """Verbs people recognise. Each is asked for by at least one action or page."""

    CHILD_READ = "child_read"
    CHILD_KNOWN_ELSEWHERE = "child_known_elsewhere"  # may be told that a child exists outside one's reach
    CHILD_EDIT = "child_edit"
    ENROLMENT_KEEP = "enrolment_keep"  # a unit's groups, and who is in them from when to when
    CHILD_MERGE = "child_merge"
    ADDRESS_REVEAL = "address_reveal"  # show a protected address, one logged click at a time
    EMERGENCY_ACCESS = "emergency_access"
    EMERGENCY_REVIEW = "emergency_review"
    UNIT_READ = "unit_read"
    STAFF_READ = "staff_read"
    STAFF_EDIT = "staff_edit"
    ROSTER_IMPORT = "roster_import"
    INSTRUMENT_ADOPT = "instrument_adopt"
    ROUND_PLAN = "round_plan"
    ROUND_NOTICE = "round_notice"
    SCREENING_READ = "screening_read"
    SCREENING_ASSESS = "screening_assess"
    SCREENING_CONCLUDE = "screening_conclude"
    SCREENING_SECOND = "screening_second"  # look at the children of another place, when its leader has asked one to
    SECOND_CHOOSE = "second_choose"
    VISIT_MAKE = "visit_make"
    SCREENING_INFORM = "screening_inform"
    FOCUS_SET = "focus_set"
    PARENTS_HEAR = "parents_hear"  # write down what parents say, and hand them a link of their own
    ROUND_OVERVIEW = "round_overview"  # a round of one's own units in figures, with the missing children named
    ROUND_TOTALS = "round_totals"  # a whole round in figures, and nobody named
    SCALE_ADOPT = "scale_adopt"
    CONCERN_READ = "concern_read"
    CONCERN_WRITE = "concern_write"
    CONCERN_OVERSEE = "concern_oversee"  # lead the work with a unit's concerns
    CONCERN_LIFT_STOP = "concern_lift_stop"
    SUSPICION_HEAR = "suspicion_hear"  # that one of a place below may be about somebody who works there; no child
    CONSULT_ANONYMOUSLY = "consult_anonymously"
    HANDOVER_BEGIN = "handover_begin"  # for a child one has to do with
    HANDOVER_PREPARE = "handover_prepare"  # go on with those one's own unit sends
    HANDOVER_RECEIVE = "handover_receive"  # read those sent to one's own unit, and say what was useful
    HANDOVER_OVERSEE = "handover_oversee"  # see to it that they are read
    CONSENT_READ = "consent_read"  # see who may talk with whom about a child
    CONSENT_ASK = "consent_ask"  # ask the family, write down what it says, and that it has been told
    PATHWAY_READ = "pathway_read"
    PATHWAY_WRITE = "pathway_write"
    PATHWAY_TAKE_OUT = "pathway_take_out"  # take a closed pathway out for the records of one's own place
    PATHWAY_HOLD = "pathway_hold"  # see to it that a baton one holds, stands in for or is offered goes on
    PATHWAY_JOIN = "pathway_join"  # read and write in a pathway one has been let into, while the lane is open
    PATHWAY_OVERSEE = "pathway_oversee"  # pass on the batons of one's own children, whoever holds them
    FAMILY_READ = "family_read"  # read what a child's family has written, and see how it comes in
    FAMILY_INVITE = "family_invite"  # see what one of a family would be shown, and hand them a code
    FORUM_TYPE_ADOPT = "forum_type_adopt"
    FORUM_PLAN = "forum_plan"  # series, meetings and agendas of one's own places; a child's name is the lane's to open
    FORUM_SIT = "forum_sit"  # open a meeting one has a seat in
    FORUM_ASK = "forum_ask"  # ask to talk about a child one works with
    FORUM_CONSULT = "forum_consult"  # ask without a name, or about a group or a practice, and follow it
    FORUM_OVERSEE = "forum_oversee"  # see to it that what one's own place asks for is heard
    GUIDE_EDIT = "guide_edit"
    GUIDE_REHEARSE = "guide_rehearse"
    CHECKLIST_KEEP = "checklist_keep"
    LOG_READ = "log_read"
    WORKER_WATCH = "worker_watch"  # be told when the work in the background has come to a stand
    RULES_READ = "rules_read"
    MESSAGES_READ = "messages_read"


_EVERYBODY = dict.fromkeys(Role, Reach.MUNICIPALITY)
_CLOSE = {Role.PEDAGOGUE: Reach.UNIT, Role.CHILDMINDER: Reach.UNIT, Role.TEACHER: Reach.UNIT}
_BY_RELATION = dict.fromkeys(
    (Role.PPR_PSYCHOLOGIST, Role.FRONT_TEAM_WORKER, Role.FAMILY_WORKER, Role.SOCIAL_LEADER), Reach.CHILD
)
_HEALTH = {Role.HEALTH_VISITOR: Reach.DISTRICT}
_LEADER = {Role.UNIT_LEADER: Reach.UNIT}

POLICY: Mapping[Permission, Mapping[Role, Reach]] = MappingProxyType(
    {
        Permission.CHILD_READ: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.CHILD_KNOWN_ELSEWHERE: _HEALTH | _LEADER | _BY_RELATION,
        Permission.CHILD_EDIT: _LEADER | _HEALTH,
        # A health visitor corrects what is known of the district's children, and takes nobody out of a kindergarten.
        Permission.ENROLMENT_KEEP: _LEADER | {Role.HEALTH_VISITOR: Reach.UNIT},
        Permission.CHILD_MERGE: _LEADER,
        Permission.ADDRESS_REVEAL: _LEADER | _HEALTH | _BY_RELATION,
        Permission.EMERGENCY_ACCESS: dict.fromkeys(
            (Role.FRONT_TEAM_WORKER, Role.FAMILY_WORKER, Role.SOCIAL_LEADER, Role.HEALTH_VISITOR, Role.UNIT_LEADER),
            Reach.MUNICIPALITY,
        ),
        Permission.EMERGENCY_REVIEW: _LEADER
        | {Role.SOCIAL_LEADER: Reach.MUNICIPALITY, Role.LOG_CONTROLLER: Reach.MUNICIPALITY},
        Permission.UNIT_READ: _EVERYBODY,
        Permission.STAFF_READ: _LEADER | {Role.SYSTEM_ADMIN: Reach.MUNICIPALITY},
        Permission.STAFF_EDIT: {Role.SYSTEM_ADMIN: Reach.MUNICIPALITY},
        Permission.ROSTER_IMPORT: _LEADER,
        Permission.INSTRUMENT_ADOPT: {Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.ROUND_PLAN: {Role.UNIT_LEADER: Reach.UNIT, Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.ROUND_NOTICE: _LEADER,
        Permission.SCREENING_READ: _CLOSE | _HEALTH | _LEADER,
        Permission.SCREENING_ASSESS: _CLOSE | _HEALTH | _LEADER,
        Permission.SCREENING_CONCLUDE: _CLOSE | _HEALTH | _LEADER,
        Permission.SCREENING_SECOND: dict.fromkeys((*_CLOSE, *_HEALTH, *_LEADER, Role.PPR_PSYCHOLOGIST), Reach.SELF),
        Permission.SECOND_CHOOSE: _LEADER,
        Permission.VISIT_MAKE: _HEALTH,
        Permission.SCREENING_INFORM: _CLOSE | _HEALTH | _LEADER,
        Permission.FOCUS_SET: _CLOSE | _HEALTH | _LEADER,
        Permission.PARENTS_HEAR: _CLOSE | _HEALTH | _LEADER,
        Permission.ROUND_OVERVIEW: _LEADER,
        Permission.ROUND_TOTALS: {Role.DIRECTOR: Reach.MUNICIPALITY, Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.SCALE_ADOPT: {Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.CONCERN_READ: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.CONCERN_WRITE: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.CONCERN_OVERSEE: _LEADER,
        Permission.CONCERN_LIFT_STOP: {Role.FAMILY_WORKER: Reach.CHILD, Role.SOCIAL_LEADER: Reach.CHILD},
        Permission.SUSPICION_HEAR: _LEADER | {Role.DIRECTOR: Reach.MUNICIPALITY},
        # It reaches nobody: there is nothing of a child in it, so it needs no relation to one.
        Permission.CONSULT_ANONYMOUSLY: dict.fromkeys(_CLOSE | _BY_RELATION | _HEALTH | _LEADER, Reach.MUNICIPALITY),
        Permission.HANDOVER_BEGIN: _CLOSE | _HEALTH | _LEADER,
        Permission.HANDOVER_PREPARE: _CLOSE | {Role.HEALTH_VISITOR: Reach.UNIT} | _LEADER,
        Permission.HANDOVER_RECEIVE: _CLOSE | _LEADER,
        Permission.HANDOVER_OVERSEE: _LEADER,
        Permission.CONSENT_READ: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.CONSENT_ASK: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.PATHWAY_READ: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.PATHWAY_WRITE: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.PATHWAY_TAKE_OUT: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        # A baton can fall to the director, where no unit on the way up has a leader: to pass it on, and nothing else.
        Permission.PATHWAY_HOLD: dict.fromkeys((*_CLOSE, *_BY_RELATION, *_HEALTH, *_LEADER, Role.DIRECTOR), Reach.SELF),
        # Being let in is to one pathway, by name. Whether it is open is asked of the lane each time.
        Permission.PATHWAY_JOIN: dict.fromkeys((*_CLOSE, *_BY_RELATION, *_HEALTH, *_LEADER), Reach.SELF),
        Permission.PATHWAY_OVERSEE: _LEADER,
        Permission.FAMILY_READ: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.FAMILY_INVITE: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.FORUM_TYPE_ADOPT: {Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.FORUM_PLAN: _LEADER | {Role.SOCIAL_LEADER: Reach.UNIT, Role.FORUM_CHAIR: Reach.UNIT},
        # A seat is in one meeting, by name. What is heard there is asked of the lane each time.
        Permission.FORUM_SIT: dict.fromkeys((*_CLOSE, *_BY_RELATION, *_HEALTH, *_LEADER, Role.FORUM_CHAIR), Reach.SELF),
        Permission.FORUM_ASK: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.FORUM_CONSULT: dict.fromkeys((*_CLOSE, *_BY_RELATION, *_HEALTH, *_LEADER), Reach.SELF),
        Permission.FORUM_OVERSEE: _LEADER | {Role.SOCIAL_LEADER: Reach.UNIT},
        Permission.GUIDE_EDIT: {Role.OFFERS_EDITOR: Reach.MUNICIPALITY, Role.PROJECT_LEADER: Reach.MUNICIPALITY},
        Permission.GUIDE_REHEARSE: _LEADER | {Role.SOCIAL_LEADER: Reach.UNIT, Role.PROJECT_LEADER: Reach.UNIT},
        Permission.CHECKLIST_KEEP: _CLOSE | _BY_RELATION | _HEALTH | _LEADER,
        Permission.LOG_READ: {Role.LOG_CONTROLLER: Reach.MUNICIPALITY, Role.DPO: Reach.MUNICIPALITY},
        Permission.WORKER_WATCH: dict.fromkeys(
            (*_LEADER, Role.SOCIAL_LEADER, Role.DIRECTOR, Role.SYSTEM_ADMIN), Reach.MUNICIPALITY
        ),
        Permission.RULES_READ: _EVERYBODY,
        Permission.MESSAGES_READ: _EVERYBODY,
    }
)
# Seeing that a child is known in another unit is a MUNICIPALITY-wide question by nature: the reach in the table only
# says who may ask, and the answer never holds more than the unit's telephone number.
EMERGENCY_HOURS = 2
EMERGENCY_OPENS = frozenset({Permission.CHILD_READ})  # reading only: nobody works on a child by breaking the glass
