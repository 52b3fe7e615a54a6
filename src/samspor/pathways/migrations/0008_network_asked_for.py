import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0007_own_numbers'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='participant',
            name='participant_is_one',
        ),
        migrations.RemoveConstraint(
            model_name='participant',
            name='participant_asked_the_lane',
        ),
        migrations.AddField(
            model_name='participant',
            name='asked_for_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('guardian', None), ('job__isnull', False), ('kind', 'staff'), ('name', None)), models.Q(('guardian__isnull', False), ('job', None), ('kind', 'guardian'), ('name', None)), models.Q(('guardian', None), ('job', None), ('kind__in', ['other', 'network']), ('name__isnull', False)), models.Q(('guardian', None), ('job', None), ('kind', 'child'), ('name', None)), _connector='OR'), name='participant_is_one'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aim', ''), ('is_let_in', False), ('kind__in', ['staff', 'guardian', 'child', 'network']), ('sender', ''), ('service', '')), models.Q(models.Q(models.Q(('is_let_in', True), ('kind', 'staff')), models.Q(('is_let_in', False), ('kind', 'other')), _connector='OR'), models.Q(('sender', ''), _negated=True), models.Q(('service', ''), _negated=True), models.Q(('aim', ''), _negated=True)), _connector='OR'), name='participant_asked_the_lane'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_for_by__isnull', False), ('kind', 'network')), models.Q(models.Q(('kind', 'network'), _negated=True), ('asked_for_by', None)), _connector='OR'), name='participant_network_asked_for'),
        ),
    ]
