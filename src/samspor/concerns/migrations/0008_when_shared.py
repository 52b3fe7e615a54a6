from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0007_opened_again'),
    ]

    operations = [
        migrations.AddField(
            model_name='voice',
            name='shared_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
