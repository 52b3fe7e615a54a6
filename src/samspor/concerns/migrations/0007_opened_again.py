import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0006_about_staff'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.AddField(
            model_name='concern',
            name='childs_hearers',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddField(
            model_name='concern',
            name='childs_room',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddField(
            model_name='concern',
            name='childs_way',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddField(
            model_name='involvement',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entered_at', models.DateTimeField()),
                ('reason', samspor.access.secret.SecretText()),
                ('closed_at', models.DateTimeField()),
                ('outcome', samspor.access.secret.SecretText()),
                ('childs_words', samspor.access.secret.SecretText()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='concerns.concern')),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reopening',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='7e2c02320067f48f6c98ea0dc344ec352afabb80', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_9bb53', table='concerns_reopening', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
