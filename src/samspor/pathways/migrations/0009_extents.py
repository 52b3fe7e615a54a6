
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0008_network_asked_for'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Extent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.SlugField(max_length=40)),
                ('why', samspor.access.secret.SecretText(null=True)),
                ('entered_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extents', to='pathways.pathway')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('pathway',), name='extent_one_stands')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extent',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='271e5c350ee53d8173b49a6b467f6504c587765b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_0995d', table='pathways_extent', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
