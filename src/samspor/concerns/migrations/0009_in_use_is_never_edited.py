import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0008_when_shared'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='scale',
            trigger=pgtrigger.compiler.Trigger(name='never_edited', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5ff6c11ff591722939bdca200862c64517c1559c', operation='UPDATE OR DELETE', pgid='pgtrigger_never_edited_f5d8f', table='concerns_scale', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scaleaxis',
            trigger=pgtrigger.compiler.Trigger(name='never_edited', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='425e47bee8655ab03b18bb3ad8d775e5f073a2a8', operation='UPDATE OR DELETE', pgid='pgtrigger_never_edited_56e78', table='concerns_scaleaxis', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scalestep',
            trigger=pgtrigger.compiler.Trigger(name='never_edited', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e170c07cbd99f51d606e8af375b67e6bf5492fcc', operation='UPDATE OR DELETE', pgid='pgtrigger_never_edited_867ee', table='concerns_scalestep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stepdescription',
            trigger=pgtrigger.compiler.Trigger(name='never_edited', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b4dfa55968d119cbbaeb92b93e99c0b806f6428', operation='UPDATE OR DELETE', pgid='pgtrigger_never_edited_a64ee', table='concerns_stepdescription', when='BEFORE')),
        ),
    ]
