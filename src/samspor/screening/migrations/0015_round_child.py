import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_what_is_being_written'),
        ('screening', '0014_late_by_house'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoundChild',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('chosen_at', models.DateTimeField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('round_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chosen', to='screening.roundunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round_unit', 'child'), name='round_child_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roundchild',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='9ac41f6557c3e34cfe839fae3c7c53d263c52f64', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_aa069', table='screening_roundchild', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
