import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0001_initial'),
        ('people', '0008_employment_by_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', samspor.access.secret.SecretText()),
                ('whom', samspor.access.word.WordField(max_length=40)),
                ('due_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('outcome', samspor.access.word.WordField(blank=True, max_length=40)),
                ('outcome_words', samspor.access.secret.SecretText(null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='pathways.pathway')),
                ('promised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'indexes': [models.Index(fields=['pathway', 'due_on'], name='promise_of_pathway')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_words', None), ('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='promise_settled_with_an_outcome')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='5dcb752c5b80f52afb28074b57985e90e8eb8b2b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_cf558', table='pathways_promise', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
