"""manage.py create_admin --email EMAIL: an administrator, in Cognito."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from apps.core import aws
from apps.profiles.staff import make_admin


class Command(BaseCommand):
    help = "Make a person an administrator, with an account and a password if they have none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an email address.") from error
        password = make_admin(aws.cognito(), pool_id=settings.COGNITO_USER_POOL_ID, email=email)
        self.stdout.write(f"{email} may sign in at {settings.SITE_URL}/admin/")
        if password:
            self.stdout.write(f"password: {password}")
            self.stdout.write("It is shown this once. Change it in the app, under Settings.")
        else:
            self.stdout.write("with the password that they have.")
