import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0001_initial'),
        ('pathways', '0004_goals_actions_participants'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionRecord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('outcome', samspor.access.word.WordField(max_length=40)),
                ('text', samspor.access.secret.SecretText(null=True)),
                ('due_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('done_words', samspor.access.secret.SecretText(null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='pathways.logentry')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='forums.agendaitem')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employment')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('text', None), ('entry', None), _connector='OR'), name='decision_written_once'), models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None), ('done_words', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('done_words__isnull', False)), _connector='OR'), name='decision_done_with_words')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrecord',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='86f88900a1af05f61dae56857dab0c0c3b1bd039', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_54263', table='forums_decisionrecord', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
