"""The table behind the limits on sign-in, shared by the web workers. It may be lost in a crash, so it is not logged."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE access_limit (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
            );
            CREATE INDEX access_limit_expires ON access_limit (expires);
            """,
            "DROP TABLE access_limit",
        )
    ]
