import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Feeds hold reposts: an entry has a position, which is part of its key.

    A composite key cannot be altered, so the rows, which are derived, move to a new table.
    """

    dependencies = [
        ("posts", "0002_threads_and_marks"),
        ("timelines", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.BigIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="entries",
                        to="posts.post",
                    ),
                ),
                (
                    "reposter",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name_plural": "feed entries"},
        ),
        migrations.RunSQL(
            "INSERT INTO timelines_entry (owner_id, position, post_id)"
            " SELECT owner_id, post_id, post_id FROM timelines_feedentry",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="FeedEntry"),
    ]
