import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_when_it_was_known'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='employment',
            name='employment_once',
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('pk__isnull', False)), expressions=[('unit', '='), ('staff', '='), ('role', '='), ('period', '&&')], name='employment_once'),
        ),
    ]
