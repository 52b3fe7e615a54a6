
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0009_extents'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiblingLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.pathway')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.pathway')),
            ],
        ),
        migrations.AddConstraint(
            model_name='siblinglink',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='sibling_link_of_two'),
        ),
        migrations.AddConstraint(
            model_name='siblinglink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('one', 'other'), name='sibling_link_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siblinglink',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='c759ef79ff7a9b273a8695ca713c5080a34c564a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_6486b', table='pathways_siblinglink', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
