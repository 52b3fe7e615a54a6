
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='laid_aside_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
