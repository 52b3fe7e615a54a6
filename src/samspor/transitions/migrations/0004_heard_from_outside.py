import samspor.access.secret
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('transitions', '0003_who_shall_read_it_too'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='read_there',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='read_there_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='useful_there',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='useful_there_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='useful_words',
            field=samspor.access.secret.SecretText(null=True),
        ),
    ]
