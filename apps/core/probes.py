"""Conditions that PostgreSQL answers one row at a time."""

from django.db.models import Exists


class Probe(Exists):
    """EXISTS, answered for each row by one look at an index.

    As a plain EXISTS PostgreSQL may read all whom a person follows, or all they have liked, to
    have it at hand for every row: its plan is made for all people alike, and few have thousands.
    """

    # Nothing is left out; it keeps the planner from turning the subquery inside out.
    template = "EXISTS(%(subquery)s OFFSET 0)"
