"""The door to sharing: may this be shared, what has the family agreed to, and to ask it."""

from samspor.sharing.actions import (
    answer_consent,
    ask_effort,
    ask_exchange,
    give_notice,
    renew_consent,
    withdraw_consent,
)
from samspor.sharing.models import (
    EffortAnswer,
    EffortConsent,
    ExchangeAnswer,
    ExchangeConsent,
    Notice,
)
from samspor.sharing.queries import (
    consents_of,
    efforts_of,
    exchanges_of,
    exchanges_visible_to,
    family,
    in_force,
    lane_for,
    now,
    withdrawn_ways,
)

__all__ = [
    "EffortAnswer",
    "EffortConsent",
    "ExchangeAnswer",
    "ExchangeConsent",
    "Notice",
    "answer_consent",
    "ask_effort",
    "ask_exchange",
    "consents_of",
    "efforts_of",
    "exchanges_of",
    "exchanges_visible_to",
    "family",
    "give_notice",
    "in_force",
    "lane_for",
    "now",
    "renew_consent",
    "withdraw_consent",
    "withdrawn_ways",
]
