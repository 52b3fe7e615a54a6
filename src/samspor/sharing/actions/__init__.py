"""Everything that can be done in sharing."""

from samspor.sharing.actions.answering import answer_consent, renew_consent, take_back_question, withdraw_consent
from samspor.sharing.actions.asking import ask_effort, ask_exchange
from samspor.sharing.actions.own import answer_oneself
from samspor.sharing.actions.telling import give_notice

__all__ = [
    "answer_consent",
    "answer_oneself",
    "ask_effort",
    "ask_exchange",
    "give_notice",
    "renew_consent",
    "take_back_question",
    "withdraw_consent",
]
