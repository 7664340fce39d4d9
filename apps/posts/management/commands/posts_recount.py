"""manage.py posts_recount [--check]: compare the counters with what they count, and mend them."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from apps.posts.counters import QUOTES, REPLIES

# Counter, its table, and what it counts for each row of that table (`t`).
COUNTERS = (
    ("like_count", "posts_post", "SELECT count(*) FROM posts_like WHERE post_id = t.id"),
    ("repost_count", "posts_post", "SELECT count(*) FROM posts_repost WHERE post_id = t.id"),
    ("reply_count", "posts_post", REPLIES),
    ("quote_count", "posts_post", QUOTES),
    (
        "post_count",
        "profiles_user",
        "SELECT count(*) FROM posts_post WHERE author_id = t.id AND visibility = 'public'",
    ),
)


class Command(BaseCommand):
    help = "Compare the counters of posts and people with what they count, and mend them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if wrong")

    @transaction.atomic
    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wrong = 0
        with connection.cursor() as cursor:
            for counter, table, count in COUNTERS:
                # Names of ours only, no values from outside.
                condition = f"{counter} <> ({count})"
                if check:
                    cursor.execute(f"SELECT count(*) FROM {table} t WHERE {condition}")  # noqa: S608
                    found = cursor.fetchone()[0]
                else:
                    cursor.execute(f"UPDATE {table} t SET {counter} = ({count}) WHERE {condition}")  # noqa: S608
                    found = cursor.rowcount
                self.stdout.write(f"{table}.{counter}: {found}")
                wrong += found
        self.stdout.write(f"{wrong} differences{'' if check else ' mended'}")
        if check and wrong:
            sys.exit(1)
