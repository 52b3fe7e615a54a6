import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0016_second_declines'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='never_edited', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='30242e76ddae7e94286b642d0a968ccc9c6a1596', operation='UPDATE OR DELETE', pgid='pgtrigger_never_edited_e8c8f', table='screening_indicator', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instrumentversion',
            trigger=pgtrigger.compiler.Trigger(name='only_succeeded', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2ccd179ee56bd0726049911bd01d46f277c806e4', operation='UPDATE', pgid='pgtrigger_only_succeeded_a1a35', table='screening_instrumentversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instrumentversion',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c4bc07af8c0236819f69f0f3b57650ff472696b6', operation='DELETE', pgid='pgtrigger_never_deleted_60f9a', table='screening_instrumentversion', when='BEFORE')),
        ),
    ]
