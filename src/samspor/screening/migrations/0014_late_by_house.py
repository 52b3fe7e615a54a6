from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_employment_by_person'),
        ('screening', '0013_taken_back'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='jointassessment',
            index=models.Index(condition=models.Q(('position__in', ['red', 'yellow'])), fields=['assessment'], name='joint_to_tell_of'),
        ),
    ]
