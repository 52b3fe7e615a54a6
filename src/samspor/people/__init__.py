"""The people: children and their guardians, units and groups, staff, and who has to do with whom.

Basis: dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven § 120, databeskyttelsesloven § 11.
"""
