import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_what_was_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='visit',
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='submission',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('visit', None)), models.Q(('account', None), ('visit__isnull', False)), _connector='OR'), name='submission_by_one'),
        ),
    ]
