import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('family', '0002_childs_own_page'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', samspor.access.secret.SecretText()),
                ('relation', samspor.access.secret.SecretText()),
                ('contact', samspor.access.secret.SecretText(blank=True, null=True)),
                ('why', samspor.access.secret.SecretText(blank=True, null=True)),
                ('proposed_at', models.DateTimeField()),
                ('reply', samspor.access.word.WordField(blank=True, max_length=40)),
                ('words', samspor.access.secret.SecretText(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
            ],
            options={
                'ordering': ['-proposed_at', 'pk'],
                'indexes': [models.Index(fields=['child', 'guardian'], name='key_person_of_child'), models.Index(condition=models.Q(('answered_at', None)), fields=['child'], name='key_person_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('reply', '')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('reply', ''), _negated=True)), _connector='OR'), name='key_person_answered_by_somebody')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keyperson',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='85df022b62ecccee6cb45803ae506ebe77162528', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_55ce0', table='family_keyperson', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
