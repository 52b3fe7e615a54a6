import samspor.access.secret
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_what_is_being_written'),
        ('screening', '0015_round_child'),
    ]

    operations = [
        migrations.AddField(
            model_name='secondassessor',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='secondassessor',
            name='declined_because',
            field=samspor.access.secret.SecretText(null=True),
        ),
        migrations.AddConstraint(
            model_name='secondassessor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_because', None)), models.Q(models.Q(('declined_at', None), _negated=True), models.Q(('declined_because', None), _negated=True)), _connector='OR'), name='second_assessor_says_why_not'),
        ),
    ]
