"""Who a crud is for, and who may answer it: what people choose for one, or for all they write."""

from django.db.models import TextChoices


class Visibility(TextChoices):
    PUBLIC = "public"
    FOLLOWERS = "followers"


class ReplyPolicy(TextChoices):
    EVERYONE = "everyone"
    FOLLOWERS = "followers"
    MENTIONED = "mentioned"
    NOBODY = "nobody"
