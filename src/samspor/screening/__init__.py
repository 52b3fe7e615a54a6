"""Looking at every child: rounds, own assessments sealed until the second is in, the joint one, parents told.

Basis: dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven § 120; GDPR art. 6(1)(e). Not consent-based: the duty
is to inform, so a round opens in a unit only when the notice to parents there is on record. A position belongs to an
assessment in a setting at a time, never to the child, and nothing here computes one.
"""
