import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('family', '0003_key_persons'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', samspor.access.secret.SecretText()),
                ('proposed_at', models.DateTimeField()),
                ('ending', samspor.access.word.WordField(blank=True, max_length=40)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'ordering': ['-proposed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposalAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('said', samspor.access.word.WordField(max_length=40)),
                ('written_at', models.DateTimeField()),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='family.proposal')),
            ],
            options={
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['child', 'proposed_at'], name='proposal_of_child'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ending', '')), models.Q(models.Q(('ending', ''), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='proposal_ended_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='2722fe8ad8e1d8c581be9d8c7dabdb3180b4a0c4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_233d9', table='family_proposal', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalanswer',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='209e828524a6244bb1bd7cd11044cdf8a877f230', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_9b2ac', table='family_proposalanswer', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalanswer',
            trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'samspor: what a family has said is never changed';\n        ", hash='0d2d61cca05f3e165742fa374bd96459c1b1a5db', operation='UPDATE OR DELETE', pgid='pgtrigger_never_rewritten_3b150', table='family_proposalanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalanswer',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'samspor: what a family has said is never emptied';", hash='ac3cfb1592460298af426cc50032fa3cf80bd708', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_15e87', table='family_proposalanswer', when='BEFORE')),
        ),
    ]
