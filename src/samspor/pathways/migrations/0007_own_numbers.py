import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0007_opened_again'),
        ('pathways', '0006_taken_out'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.AlterField(
            model_name='goalnumber',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goalnumber',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f063ef4d9ea663dc77dc2760286a8b5480646b5e', operation='UPDATE', pgid='pgtrigger_never_changed_8706c', table='pathways_goalnumber', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='goalnumber',
            constraint=models.CheckConstraint(condition=models.Q(('by__isnull', False), ('sayer', 'guardian'), _connector='OR'), name='goal_number_by_staff_or_guardian'),
        ),
    ]
