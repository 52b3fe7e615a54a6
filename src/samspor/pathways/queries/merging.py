"""Two pages with an open pathway each do not become one: a child has one baton."""

from datetime import date

from samspor.base.refused import Refused
from samspor.pathways.queries.lists import open_pathway_of
from samspor.people.api import Child


def check_one_open(other: Child, kept: Child, _today: date) -> None:
    """Asked behind the locks of both pages, which whoever opens a pathway waits for as well."""
    if open_pathway_of(other) and open_pathway_of(kept):
        raise Refused("Begge sider har et åbent forløb, hver med sin stafet. Afslut det ene forløb først.")
