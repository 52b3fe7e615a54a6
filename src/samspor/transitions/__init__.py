"""The handover: what is passed on when a child moves on, field by field, with the parents, and what became useful.

Basis: forvaltningsloven §§ 27-28 (secrecy and consent), dagtilbudsloven § 1, folkeskoleloven § 2, barnets lov § 5 (the
child's words); GDPR art. 6(1)(e), databeskyttelsesloven § 7(4). Nothing is chosen beforehand, nothing is a copy of
everything, and nothing here computes anything about a child.
"""
