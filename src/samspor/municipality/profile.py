"""Reads `municipalities/<code>.toml`; an unknown or missing key stops the start with a sentence."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """`idle_minutes` is how long a signed-in person may sit still before being signed out.

    `parents_informed_days`: how long parents may wait to hear of a yellow or red position before it becomes a task.
    `people_years`: how long a child's page is kept after the child became of age, or left before that.
    `screening_years`: how long assessments are kept after their round closed, at most.
    `screening_stage_months`: and how long after the child left day-care for school, or left school.
    `concern_years`: how long a concern is kept after it was closed, and at most after the child became of age.
    Handovers: how long before a child begins elsewhere (`handover_ahead_days`) one should be begun; how long a consent
    can be used; when one that is not read is late; after how many weeks the receiver is asked what was useful; and
    whether consent is asked for every field (`handover_always_consent`), also where the guidelines would do; how long
    one is kept after it was handed over or closed (`handover_years`), at most.
    Sharing: how long a consent can be used at most; how long before it ends, and after how long without an answer,
    whoever asked is told; how long it is kept after it ended (`sharing_years`); and whether the municipality counts
    folkeskolen as its own authority (`school_is_own_authority`), which it does not unless its lawyer says so.
    Pathways: how many working days (Monday to Friday) somebody has to accept a baton (`baton_accept_days`); after how
    many weeks without an entry the holder is nudged, and the leader after as many again (`pathway_pulse_weeks`); and
    how long one is kept after it was closed (`pathway_years`), at most until the child has been of age so long.
    Meetings: in how many working days a wish should have a place on an agenda before it is the leader's task
    (`forum_waiting_days`); how few children may be told of without being meant (`forum_smallest`); how many days after
    a meeting its minutes may still be written (`forum_minutes_days`); and how long what was talked of is kept
    (`forum_years`), at most until the child has been of age so long.
    `intake_phone` and `duty_phone`: the authority's receiving unit (*modtagelsen*), and the social duty outside its
    opening hours (*døgnvagten*). Empty when there is none: the pages then say so.
    """

    name: str
    short_name: str
    instrument: str
    idle_minutes: int
    parents_informed_days: int
    people_years: int
    screening_years: int
    concern_years: int
    handover_ahead_days: int
    handover_consent_days: int
    handover_unread_days: int
    handover_useful_weeks: int
    handover_always_consent: bool
    handover_years: int
    sharing_longest_days: int
    sharing_warn_days: int
    sharing_unanswered_days: int
    sharing_years: int
    school_is_own_authority: bool
    baton_accept_days: int
    pathway_pulse_weeks: int
    pathway_years: int
    forum_waiting_days: int
    forum_smallest: int
    forum_minutes_days: int
    forum_years: int
    screening_stage_months: int
    sender: str
    accessibility_contact: str
    intake_phone: str
    duty_phone: str


def load(path: Path) -> Profile:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = {field.name for field in fields(Profile)}
    if wrong := expected ^ data.keys():
        raise ValueError(f"{path.name}: mangler eller kender ikke {', '.join(sorted(wrong))}")
    for field in fields(Profile):
        if type(data[field.name]) is not field.type:
            raise ValueError(f"{path.name}: {field.name} skal være {_KINDS[field.type]}")
    return Profile(**data)


_KINDS: dict[Any, str] = {str: "en tekst i anførselstegn", int: "et helt tal", bool: "true eller false"}
