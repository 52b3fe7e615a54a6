import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0002_decisions'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
            options={
                'verbose_name_plural': 'calendar addresses',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendaraddress',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='2a7e35ef166d1b42ba495d7db03b0374d33cd47a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_9bdd4', table='forums_calendaraddress', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
