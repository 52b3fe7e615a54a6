import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0004_goals_actions_participants'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='EarlierOutcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('became', samspor.access.word.WordField(max_length=40)),
                ('words', samspor.access.secret.SecretText(null=True)),
                ('said_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='action',
            name='looked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='action',
            name='looked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('looked_at', None), ('looked_by', None)), models.Q(('looked_at__isnull', False), ('looked_by__isnull', False)), _connector='OR'), name='action_looked_at_by_somebody'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='action',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.action'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='goal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.goal'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='pathway',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.pathway'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='promise',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pathways.promise'),
        ),
        migrations.AddField(
            model_name='earlieroutcome',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddIndex(
            model_name='earlieroutcome',
            index=models.Index(fields=['pathway', 'said_at'], name='earlier_outcome_of_pathway'),
        ),
        migrations.AddConstraint(
            model_name='earlieroutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action', None), ('goal__isnull', False), ('promise', None)), models.Q(('action__isnull', False), ('goal', None), ('promise', None)), models.Q(('action', None), ('goal', None), ('promise__isnull', False)), _connector='OR'), name='earlier_outcome_of_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlieroutcome',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='7021b1fa1b81fe2135cece944f3bee85890adebc', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_c6fef', table='pathways_earlieroutcome', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
