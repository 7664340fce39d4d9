"""Made-up people and cruds."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from apps.posts.models import Post
from apps.profiles.models import User


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    id = LazyFunction(uuid.uuid4)
    handle = Sequence(lambda n: f"person_{n}")
    display_name = LazyAttribute(lambda user: str(user.handle).title())


class PostFactory(DjangoModelFactory[Post]):
    """A row as it is stored; what a service does beside is not done."""

    class Meta:
        model = Post

    author = SubFactory(UserFactory)
    text = "Hello"


def expired_post(**fields: Any) -> Post:
    """A post whose time is over and that the worker has not removed yet."""
    now = timezone.now()
    return PostFactory.create(
        created_at=now - timedelta(hours=2), expires_at=now - timedelta(seconds=1), **fields
    )
