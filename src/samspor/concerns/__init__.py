"""The concern: from a wonder to an agreed next step, strengths first, everybody's number with their own name.

Basis: dagtilbudsloven § 1, folkeskoleloven § 2, barnets lov § 5 (the child's words) and § 18, stk. 3 (what is asked
before parents are involved); GDPR art. 6(1)(e), databeskyttelsesloven § 7(4). A concern is about a child's wellbeing
somewhere at some time; it is no property of the child, and nothing here computes anything about one.
"""
