"""The tables of sharing."""

from samspor.sharing.models.consents import EffortAnswer, EffortConsent, ExchangeAnswer, ExchangeConsent
from samspor.sharing.models.ground import Answer, Consent
from samspor.sharing.models.notices import Notice

__all__ = ["Answer", "Consent", "EffortAnswer", "EffortConsent", "ExchangeAnswer", "ExchangeConsent", "Notice"]
