"""manage.py create_admin: who runs a Cruddur of their own is its first administrator."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from apps.core import aws
from apps.profiles.models import User
from tests.profiles.conftest import PASSWORD, SignUp

pytestmark = pytest.mark.django_db
Output = pytest.CaptureFixture[str]


def create_admin(capsys: Output, email: str) -> str | None:
    """The password that it prints, if it does."""
    call_command("create_admin", email=email)
    said = capsys.readouterr().out
    assert f"{email} may sign in at {settings.SITE_URL}/admin/" in said
    _, found, rest = said.partition("password: ")
    return rest.split()[0] if found else None


def gets_in(email: str, password: str | None) -> bool:
    """Whether they are let into the admin as an administrator."""
    client = Client()
    client.post("/admin/login/", {"username": email, "password": password or ""})
    admitted = client.get("/admin/profiles/user/").status_code == 200
    return admitted and User.objects.filter(is_superuser=True).exists()


def somebody() -> str:
    return f"{uuid4().hex}@example.com"


def test_somebody_new_gets_an_account_and_a_password_that_works(capsys: Output) -> None:
    email = somebody()
    password = create_admin(capsys, email)
    assert gets_in(email, password)


def test_again_it_changes_nothing_and_says_no_password(capsys: Output) -> None:
    email = somebody()
    password = create_admin(capsys, email)
    assert create_admin(capsys, email) is None
    assert gets_in(email, password)


def test_who_has_an_account_keeps_their_password(sign_up: SignUp, capsys: Output) -> None:
    email = sign_up("the_boss")
    assert not gets_in(email, PASSWORD)
    assert create_admin(capsys, email) is None
    assert gets_in(email, PASSWORD)


def test_what_was_cut_off_in_the_middle_is_finished(capsys: Output) -> None:
    email = somebody()
    aws.cognito().admin_create_user(UserPoolId=settings.COGNITO_USER_POOL_ID, Username=email)
    assert gets_in(email, create_admin(capsys, email))


def test_what_is_no_email_is_refused() -> None:
    with pytest.raises(CommandError, match="not an email"):
        call_command("create_admin", email="boss")
