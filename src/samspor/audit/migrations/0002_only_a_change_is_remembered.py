import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='remembered',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='remembered', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.kind = 'change')", func="PERFORM set_config('samspor.remembered', pg_current_xact_id()::text, true); RETURN NULL;", hash='004279fb30a8abd1efdecad3ed691020a9e5488a', operation='INSERT', pgid='pgtrigger_remembered_29e6f', table='audit_entry', when='AFTER')),
        ),
    ]
