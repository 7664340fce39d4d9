"""manage.py messaging_redrive [--limit N]: do what the stream Lambda has given up."""

import sys
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.messaging import letters
from apps.messaging.letters import Letter, Undone
from apps.messaging.services import publish_inbox_moved


class Command(BaseCommand):
    help = "Handle the letters in the stream's dead-letter queue (docs/messaging.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, metavar="N", help="no more than so many letters")

    def handle(self, *args: Any, limit: int | None, **options: Any) -> None:
        if not settings.MESSAGES_DEAD_LETTERS:
            raise CommandError("MESSAGES_DEAD_LETTERS does not name a queue.")
        outcomes = [self._redrive(letter) for letter in letters.letters(limit=limit)]
        self.stdout.write(f"{len(outcomes)} letters, {outcomes.count(False)} left in the queue")
        if not all(outcomes):
            sys.exit(1)

    def _redrive(self, letter: Letter) -> bool:
        """Handle a letter and delete it; False where it stays."""
        try:
            moves = letters.handle(letter)
        except Undone as reason:
            self.stdout.write(f"{letter.id} stays: {reason}")
            return False
        for moved in moves:
            publish_inbox_moved(
                recipients=[UUID(user) for user in moved.recipients],
                conversation_id=moved.conversation_id,
                message_id=moved.message_id,
                requests=[UUID(user) for user in moved.requests],
            )
            people = f"{len(moved.recipients)} inboxes moved"
            self.stdout.write(f"{letter.id}: conversation {moved.conversation_id}, {people}")
        letters.delete(letter)
        return True
