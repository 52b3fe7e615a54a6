"""Reads of people. The first argument is the actor, and what is answered is within their reach."""

from samspor.people.queries.actors import (
    actor_for,
)
from samspor.people.queries.around import (
    affiliations_of,
    covered_addresses,
    emergency_until,
    guardianships_of,
    merges_of,
    path_of,
    same_child,
    siblings_of,
)
from samspor.people.queries.cards import (
    Card,
    card,
)
from samspor.people.queries.finding import (
    SEARCH_LIMIT,
    by_cpr,
    by_replacement_number,
    known_elsewhere,
    may_search,
    possible_cpr,
    search,
    searchable,
    similar,
    without_a_place,
)
from samspor.people.queries.header import (
    Header,
    age_words,
    header_of,
)
from samspor.people.queries.keeping import (
    units_to_keep,
)
from samspor.people.queries.lists import (
    children_in,
    children_related_to,
    children_visible_to,
    groups_to_enrol_in,
    groups_visible_to,
    groups_with_numbers,
    units_in_order,
    units_visible_to,
    with_enrolments,
)
from samspor.people.queries.staff import (
    emergencies_to_review,
    emergencies_visible_to,
    leaders_of,
    professionals,
    staff_in,
    staff_of,
    told_of_access,
    with_employments,
)

__all__ = [
    "SEARCH_LIMIT",
    "Card",
    "Header",
    "actor_for",
    "affiliations_of",
    "age_words",
    "by_cpr",
    "by_replacement_number",
    "card",
    "children_in",
    "children_related_to",
    "children_visible_to",
    "covered_addresses",
    "emergencies_to_review",
    "emergencies_visible_to",
    "emergency_until",
    "groups_to_enrol_in",
    "groups_visible_to",
    "groups_with_numbers",
    "guardianships_of",
    "header_of",
    "known_elsewhere",
    "leaders_of",
    "may_search",
    "merges_of",
    "path_of",
    "possible_cpr",
    "professionals",
    "same_child",
    "search",
    "searchable",
    "siblings_of",
    "similar",
    "staff_in",
    "staff_of",
    "told_of_access",
    "units_in_order",
    "units_to_keep",
    "units_visible_to",
    "with_employments",
    "with_enrolments",
    "without_a_place",
]
