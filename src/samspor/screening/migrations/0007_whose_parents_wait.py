import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_who_begins'),
        ('screening', '0006_second_assessors'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='jointassessment',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('position__in', ['red', 'yellow'])), fields=['participants'], name='joint_to_tell'),
        ),
    ]
