from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_who_begins'),
    ]

    operations = [
        migrations.AddField(
            model_name='enrolment',
            name='entered_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
