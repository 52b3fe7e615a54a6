from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guide', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='guidestep',
            name='decided',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='guidestep',
            name='ground',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
    ]
