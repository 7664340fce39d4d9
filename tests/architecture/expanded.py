"""A pytest plugin (`-p tests.architecture.expanded`): the tests on a schema of a release later.

Every table of the rooms has, beside what the models know, what a migration of the next release may
add to it: a column that may be empty, one with a value from the database, and an index.
"""

from typing import Any

import pytest
from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate

# Before the models' own columns in the alphabet, and after them.
ADDITIONS = (
    "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS a_later text",
    "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS z_later integer NOT NULL DEFAULT 7",
    "CREATE INDEX IF NOT EXISTS {name}_later ON {table} (z_later)",
)
EXPANDED: set[str] = set()


def pytest_configure() -> None:
    post_migrate.connect(expand)


def expand(sender: AppConfig, **kwargs: Any) -> None:
    """Once the room's tables are there; again after they have been emptied, to no effect."""
    if not sender.name.startswith("apps."):
        return
    with connection.cursor() as cursor:
        for model in sender.get_models(include_auto_created=True):
            name = model._meta.db_table
            for addition in ADDITIONS:
                cursor.execute(addition.format(table=connection.ops.quote_name(name), name=name))
            EXPANDED.add(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"{len(EXPANDED)} tables were of a release later")
