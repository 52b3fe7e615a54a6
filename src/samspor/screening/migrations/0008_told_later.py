import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_when_it_was_known'),
        ('screening', '0007_whose_parents_wait'),
    ]

    operations = [
        migrations.AddField(
            model_name='roundunit',
            name='notice_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='LateNotice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('notice_on', models.DateField()),
                ('notice_way', samspor.access.word.WordField(max_length=40)),
                ('recorded_at', models.DateTimeField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_notices', to='people.child')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('round_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_notices', to='screening.roundunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round_unit', 'child'), name='late_notice_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='latenotice',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='2ef005c14f5404bed4c0239b48e5018513348611', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_ee889', table='screening_latenotice', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
