"""Expand, then contract: the release before goes on working on the schema of this one.

While a release goes out both run beside each other, and when it is put back the old one stays.
So a migration adds; what it no longer needs is taken away by a later release, once nothing that
may still run asks for it, and then it is named in CONTRACTIONS.
"""

from contextlib import closing

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser.analyser import (
    analyse_sql_statements,
    get_sql_analyser_class,
)

pytestmark = pytest.mark.django_db

# The last one of each room that was there before anything was deployed.
BASELINE = {
    "account": "0001_initial",
    "media": "0003_messages",
    "posts": "0005_length_as_seen",
    "profiles": "0006_read_receipts",
    "timelines": "0005_feed",
}
# Which migrations take something away, and since when nothing has asked for it.
CONTRACTIONS: dict[tuple[str, str], str] = {}


def complaints(migration: migrations.Migration, state: ProjectState) -> set[str]:
    """The codes of what the release before does not survive, or has to wait for."""
    with (
        closing(connection.copy()) as apart,  # from the test's transaction, in which not all can be
        apart.schema_editor(collect_sql=True, atomic=migration.atomic) as editor,
    ):
        migration.apply(state.clone(), editor, collect_sql=True)
        statements = list(editor.collected_sql)
    if migration.atomic:
        statements = ["BEGIN;", *statements, "COMMIT;"]
    errors, _, warnings = analyse_sql_statements(
        get_sql_analyser_class(connection.settings_dict["ENGINE"]), statements
    )
    return {issue.code for issue in (*errors, *warnings)}


def test_every_new_migration_leaves_the_last_release_working() -> None:
    loader = MigrationLoader(connection)
    found = {
        (room, name): codes
        for room, name in _new(loader)
        if (room, name) not in CONTRACTIONS
        and (
            codes := complaints(
                loader.graph.nodes[room, name],
                loader.project_state((room, name), at_end=False),
            )
        )
    }
    assert not found


def test_what_is_named_is_there() -> None:
    nodes = MigrationLoader(connection).graph.nodes
    assert {*BASELINE.items(), *CONTRACTIONS} <= set(nodes)


def _new(loader: MigrationLoader) -> list[tuple[str, str]]:
    rooms = {room.label for room in apps.get_app_configs() if room.name.startswith("apps.")}
    return sorted(
        (room, name)
        for room, name in loader.disk_migrations
        if room in rooms and name > BASELINE.get(room, "")
    )


def _migration(*operations: Operation, atomic: bool = True) -> migrations.Migration:
    """One of `posts`, on top of what there is."""
    given = {"operations": list(operations), "atomic": atomic}
    made: type[migrations.Migration] = type("Migration", (migrations.Migration,), given)
    return made("9999_tried", "posts")


ADDING: dict[str, list[Operation]] = {
    "a table": [migrations.CreateModel("Tried", [("id", models.BigAutoField(primary_key=True))])],
    "a column that may be empty": [
        migrations.AddField("post", "tried", models.TextField(null=True))
    ],
    "a column with a value from the database": [
        migrations.AddField("post", "tried", models.IntegerField(db_default=0))
    ],
}


@pytest.mark.parametrize("operations", ADDING.values(), ids=ADDING)
def test_adding_is_fine(operations: list[Operation]) -> None:
    assert not complaints(_migration(*operations), MigrationLoader(connection).project_state())


def test_an_index_is_fine_when_nobody_has_to_wait_for_it() -> None:
    index = models.Index(fields=["created_at"], name="tried")
    state = MigrationLoader(connection).project_state()
    assert complaints(_migration(migrations.AddIndex("post", index)), state)
    assert not complaints(_migration(AddIndexConcurrently("post", index), atomic=False), state)


BREAKING: dict[str, list[Operation]] = {
    "a column goes": [migrations.RemoveField("post", "text")],
    "a column has another name": [migrations.RenameField("post", "text", "words")],
    "a table goes": [migrations.DeleteModel("Bookmark")],
    "a table has another name": [migrations.RenameModel("Bookmark", "Marker")],
    "a column that the release before would have to fill": [
        migrations.AddField("post", "tried", models.IntegerField(default=0))
    ],
    "a column is of another kind": [migrations.AlterField("post", "text", models.IntegerField())],
    "something must be unique from now on": [
        migrations.AddConstraint(
            "post", models.UniqueConstraint(fields=["author", "text"], name="tried")
        )
    ],
}


@pytest.mark.parametrize("operations", BREAKING.values(), ids=BREAKING)
def test_what_the_release_before_does_not_survive_is_found(operations: list[Operation]) -> None:
    assert complaints(_migration(*operations), MigrationLoader(connection).project_state())
