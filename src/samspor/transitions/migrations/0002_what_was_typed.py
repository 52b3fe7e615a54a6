import django.db.models.deletion
import samspor.access.secret
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_who_begins'),
        ('transitions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='handoverdraft',
            name='child',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child'),
        ),
        migrations.AddField(
            model_name='handoverlink',
            name='sent_key',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='handoverlink',
            name='typed',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AlterField(
            model_name='handoverdraft',
            name='handover',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='transitions.handover'),
        ),
        migrations.AddConstraint(
            model_name='handoverdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('child', None), ('handover__isnull', False)), models.Q(('child__isnull', False), ('handover', None)), _connector='OR'), name='handover_draft_of_one'),
        ),
    ]
