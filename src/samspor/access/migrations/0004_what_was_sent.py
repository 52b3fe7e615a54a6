from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_limits'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='digest',
            field=models.BinaryField(default=b''),
        ),
    ]
