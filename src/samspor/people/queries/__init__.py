"""Reads of people. The first argument is the actor, and what is answered is within their reach."""

from samspor.people.queries.above import units_above
from samspor.people.queries.actors import (
    actor_for,
)
from samspor.people.queries.around import (
    affiliations_of,
    children_of_adult,
    covered_addresses,
    emergency_of,
    guardianships_of,
    is_guarded,
    merges_of,
    own_emergencies,
    path_of,
    reaches_all,
    same_child,
    siblings_of,
)
from samspor.people.queries.cards import (
    Card,
    card,
)
from samspor.people.queries.coming import (
    GUARDED,
    coming_by_name,
    coming_to,
    expected_in,
)
from samspor.people.queries.drafts import drafts_past, form_draft
from samspor.people.queries.finding import (
    SEARCH_LIMIT,
    by_cpr,
    by_replacement_number,
    guarded,
    known_elsewhere,
    may_search,
    possible_cpr,
    search,
    searchable,
    similar,
    whose_number,
    without_a_place,
)
from samspor.people.queries.header import (
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
from samspor.people.queries.nowhere import SHOWN as NOWHERE_SHOWN
from samspor.people.queries.nowhere import Nowhere, nowhere_from
from samspor.people.queries.past import children_past, is_held, links, staff_past
from samspor.people.queries.staff import (
    emergencies_to_review,
    emergencies_visible_to,
    glasses_to_review,
    leaders_of,
    professionals,
    staff_in,
    staff_of,
    told_of_access,
    with_employments,
)
from samspor.people.queries.way_out import before_merge, check_merge, check_way_out, held_among, hold_back

__all__ = [
    "GUARDED",
    "NOWHERE_SHOWN",
    "SEARCH_LIMIT",
    "Card",
    "Nowhere",
    "actor_for",
    "affiliations_of",
    "age_words",
    "before_merge",
    "by_cpr",
    "by_replacement_number",
    "card",
    "check_merge",
    "check_way_out",
    "children_in",
    "children_of_adult",
    "children_past",
    "children_related_to",
    "children_visible_to",
    "coming_by_name",
    "coming_to",
    "covered_addresses",
    "drafts_past",
    "emergencies_to_review",
    "emergencies_visible_to",
    "emergency_of",
    "expected_in",
    "form_draft",
    "glasses_to_review",
    "groups_to_enrol_in",
    "groups_visible_to",
    "groups_with_numbers",
    "guarded",
    "guardianships_of",
    "header_of",
    "held_among",
    "hold_back",
    "is_guarded",
    "is_held",
    "known_elsewhere",
    "leaders_of",
    "links",
    "may_search",
    "merges_of",
    "nowhere_from",
    "own_emergencies",
    "path_of",
    "possible_cpr",
    "professionals",
    "reaches_all",
    "same_child",
    "search",
    "searchable",
    "siblings_of",
    "similar",
    "staff_in",
    "staff_of",
    "staff_past",
    "told_of_access",
    "units_above",
    "units_in_order",
    "units_to_keep",
    "units_visible_to",
    "whose_number",
    "with_employments",
    "with_enrolments",
    "without_a_place",
]
