from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0005_length_as_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="read_receipts",
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
