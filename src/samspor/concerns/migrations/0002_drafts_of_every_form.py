import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0001_initial'),
        ('people', '0006_who_begins'),
        ('screening', '0004_after_the_assessment'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='concerndraft',
            name='concern_draft_once',
        ),
        migrations.AddField(
            model_name='concerndraft',
            name='concern',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='concerns.concern'),
        ),
        migrations.AddField(
            model_name='concerndraft',
            name='place',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='concern',
            name='assessment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='concerns', to='screening.assessment'),
        ),
        migrations.AddConstraint(
            model_name='concerndraft',
            constraint=models.UniqueConstraint(fields=('account', 'child', 'place'), name='concern_draft_once'),
        ),
    ]
