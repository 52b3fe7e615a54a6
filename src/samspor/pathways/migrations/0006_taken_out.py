import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0005_earlier_outcomes_and_looks'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenOut',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entered_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.pathway')),
            ],
            options={
                'verbose_name_plural': 'taken out',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='takenout',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='7bf5ab0de52be591d2cf5ef20e1b6a34c22eaaa7', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_c1609', table='pathways_takenout', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
