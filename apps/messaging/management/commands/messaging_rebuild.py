"""manage.py messaging_rebuild [--check] [--person HANDLE]: compare inboxes with the messages."""

import sys
import time
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.messaging import upkeep
from apps.messaging.services import publish_inbox_moved
from apps.messaging.upkeep import Difference
from apps.profiles.selectors import people_by_handles

# What seems wrong may be on its way: it is looked at again after so long.
AGAIN_SECONDS = 2.0


class Command(BaseCommand):
    help = "Compare inbox entries and counts with the messages (docs/messaging.md), and mend them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if wrong")
        parser.add_argument("--person", metavar="HANDLE", help="only this person's inbox")

    def handle(self, *args: Any, check: bool, person: str | None, **options: Any) -> None:
        found = upkeep.compare_person(_id_of(person)) if person else upkeep.compare_all()
        if found.differences:
            time.sleep(AGAIN_SECONDS)
        wrong = [now for one in found.differences for now in upkeep.still(one)]
        mended = sum(self._tell(one, check=check) for one in wrong)
        told = f"{found.compared} entries compared, {len(wrong)} not as the messages have it"
        self.stdout.write(told if check or not wrong else f"{told}: {mended} mended")
        if check and wrong:
            sys.exit(1)

    def _tell(self, difference: Difference, *, check: bool) -> bool:
        """Print what is wrong and mend it; whether it was mended."""
        where = f"conversation {difference.conversation_id}, person {difference.user}"
        self.stdout.write(f"{where}: {difference.what}")
        if check or not upkeep.mend(difference):
            return False
        publish_inbox_moved(
            recipients=[UUID(difference.user)],
            conversation_id=difference.conversation_id,
            message_id="",
        )
        return True


def _id_of(handle: str) -> str:
    name = handle.removeprefix("@").lower()
    person = people_by_handles([name]).get(name)
    if person is None:
        raise CommandError(f"There is nobody called {handle}.")
    return str(person.pk)
