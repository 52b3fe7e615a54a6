"""The kinds of message, and how one may go."""

from enum import StrEnum


class Template(StrEnum):
    EMERGENCY_OPENED = "emergency_opened"
    ROSTER_READY = "roster_ready"
    CHILD_MOVED_AWAY = "child_moved_away"
    EMPLOYED_WITH_ACCESS = "employed_with_access"
    HANDOVER_SENT = "handover_sent"
    HANDOVER_WITHDRAWN = "handover_withdrawn"
    HANDOVER_CHILD_TOOK_BACK = "handover_child_took_back"
    HANDOVER_TO_READ = "handover_to_read"
    HANDOVER_USE_SAID = "handover_use_said"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_ENDED = "consent_ended"
    BATON_OFFERED = "baton_offered"
    PATHWAY_LET_IN = "pathway_let_in"
    BATON_DECLINED = "baton_declined"
    BATON_FELL = "baton_fell"
    BATON_OFFER_OVER = "baton_offer_over"
    SUBSTITUTE_GIVEN = "substitute_given"
    SUBSTITUTE_ENDED = "substitute_ended"
    FAMILY_WROTE = "family_wrote"
    CHILD_WROTE = "child_wrote"
    PROPOSAL_ANSWERED = "proposal_answered"
    MEETINGS_PLANNED = "meetings_planned"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    WISH_MADE = "wish_made"
    WISH_PLACED = "wish_placed"
    WISH_WAITS = "wish_waits"
    WISH_TAKEN_OVER = "wish_taken_over"
    WISH_WITHDRAWN = "wish_withdrawn"
    DECISION_YOURS = "decision_yours"
    MINUTES_LACK = "minutes_lack"


class State(StrEnum):
    """`underway` is written down before the server is asked, so that no crash can make one mail into two."""

    WAITING = "waiting"
    UNDERWAY = "underway"
    SENT = "sent"
    FAILED = "failed"


TRANSITIONS = {
    State.WAITING: frozenset({State.UNDERWAY}),
    State.UNDERWAY: frozenset({State.SENT, State.FAILED}),
    State.FAILED: frozenset({State.UNDERWAY}),
    State.SENT: frozenset(),
}
ATTEMPTS = 5
UNCERTAIN = "uncertain"  # the worker fell while the server had the mail: it may have gone, so it does not go again


def may_be_tried(state: State, problem: str) -> bool:
    return State.UNDERWAY in TRANSITIONS[state] and problem != UNCERTAIN


def is_given_up(attempts: int, problem: str) -> bool:
    """Nothing tries it again: the first time and all that were promised have been, or it may have gone."""
    return problem == UNCERTAIN or attempts > ATTEMPTS
