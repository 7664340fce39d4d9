"""manage.py feeds_rebuild [--check] [--person HANDLE]: compare feeds with the rule, and mend."""

import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.profiles.selectors import people_by_handles
from apps.timelines import upkeep

# After how many feeds it says how far it is.
TOLD_EVERY = 1000


class Command(BaseCommand):
    help = "Compare the rows of home feeds with the rule (docs/feeds.md), and mend what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if wrong")
        parser.add_argument("--person", metavar="HANDLE", help="only this person's feed")

    def handle(self, *args: Any, check: bool, person: str | None, **options: Any) -> None:
        compare = upkeep.check if check else upkeep.refresh
        feeds = missing = extra = 0
        for owner_id in self._owners(person):
            found = compare(owner_id=owner_id)
            feeds, missing, extra = (
                feeds + 1, missing + len(found.missing), extra + len(found.extra)
            )  # fmt: skip
            if feeds % TOLD_EVERY == 0:
                self.stderr.write(f"{feeds} feeds")
        told = f"{feeds} feeds, {missing} rows missing, {extra} without reason"
        self.stdout.write(told if check or not missing + extra else f"{told}: mended")
        if check and missing + extra:
            sys.exit(1)

    def _owners(self, handle: str | None) -> Iterator[UUID]:
        if handle is None:
            for ids in upkeep.everyone():
                yield from ids
            return
        person = people_by_handles([handle.removeprefix("@")]).get(handle.lower().removeprefix("@"))
        if person is None:
            raise CommandError(f"There is nobody called {handle}.")
        yield person.pk
