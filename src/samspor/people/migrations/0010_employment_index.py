import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='employment',
            name='employment_once',
        ),
        migrations.AddIndex(
            model_name='employment',
            index=models.Index(fields=['role'], name='employment_role'),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('period__isempty', False)), expressions=[('unit', '='), ('staff', '='), ('role', '='), ('period', '&&')], name='employment_once'),
        ),
    ]
