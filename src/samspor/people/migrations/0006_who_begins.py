from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_contact_by_number'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(models.F('period__startswith'), name='enrolment_begins'),
        ),
    ]
