"""The databases that are measured, one a size, kept from one run to the next."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import ClientCursor, sql

from cruddur.devtools.console import Step
from cruddur.devtools.parts import Part
from tests.bench import graph
from tests.bench.graph import Size

# As a managed PostgreSQL of a small machine has it, instead of the 128 MB of a fresh cluster.
SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "3GB",
    "max_wal_size": "4GB",
    # App and floor of all sizes are up at once in a whole run.
    "max_connections": "300",
}


def name(size: Size) -> str:
    return f"bench_{size.posts}"


def url(server: str, database: str) -> str:
    """The URL of another database on the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


def tune(server: str, part: Part) -> None:
    """Give the server its SETTINGS, restarting it where it does not have them yet."""
    with psycopg.connect(server, autocommit=True) as connection:
        if _shown(connection, SETTINGS) == list(SETTINGS.values()):
            return
        for setting, value in SETTINGS.items():
            connection.execute(
                sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(setting), value)
            )
    part.stop()
    part.start()


def _shown(connection: psycopg.Connection, settings: Mapping[str, str]) -> Sequence[str]:
    shown = [connection.execute(f"SHOW {setting}").fetchone() for setting in settings]
    return [row[0] for row in shown if row]


def is_loaded(server: str, size: Size) -> bool:
    """Whether it holds what would be made now. In a month its first cruds would be over."""
    with psycopg.connect(server) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name(size)],
        ).fetchone()
    if found is None or found[0] != size.version:
        return False
    with psycopg.connect(url(server, name(size))) as connection:
        found = connection.execute(
            "SELECT max(created_at) > now() - interval '30 days' FROM posts_post"
        ).fetchone()
    return found is not None and bool(found[0])


def create(server: str, size: Size) -> None:
    """An empty database, in place of what was loaded before."""
    with psycopg.connect(server, autocommit=True) as connection:
        database = sql.Identifier(name(size))
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(database))


def load(server: str, size: Size, step: Step) -> None:
    """Fill a migrated database and leave it as autovacuum would, marked as complete."""
    title = f"{size.posts:,} cruds"
    with psycopg.connect(url(server, name(size)), cursor_factory=ClientCursor) as connection:
        parts = graph.fill(connection.cursor(), size)
        part = next(parts, None)
        while part is not None:
            with step(f"{title}: {part.lower()}"):
                part = next(parts, None)
        with step(f"{title}: writing it down"):
            connection.commit()
        connection.autocommit = True
        with step(f"{title}: vacuum, analyze"):
            connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name(size)), size.version)
        )


def settle(database: str) -> None:
    """After something was written: forget the jobs that came of it, and vacuum."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("TRUNCATE procrastinate_jobs CASCADE")
        connection.execute("VACUUM (ANALYZE)")


def newest_post(database: str) -> int:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT max(id) FROM posts_post").fetchone()
    return found[0] if found else 0


def unpublish(database: str, newest: int) -> None:
    """Take away what was published after this one."""
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM timelines_entry WHERE position > %s", [newest])
        connection.execute(
            "WITH gone AS (DELETE FROM posts_post WHERE id > %s RETURNING author_id), author AS ("
            "SELECT author_id, count(*) AS posts FROM gone GROUP BY author_id)"
            " UPDATE profiles_user SET post_count = post_count - posts"
            " FROM author WHERE author_id = profiles_user.id",
            [newest],
        )
    settle(database)
