import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_what_is_being_written'),
        ('sharing', '0002_question_taken_back'),
    ]

    operations = [
        migrations.AlterField(
            model_name='effortanswer',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AlterField(
            model_name='exchangeanswer',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddConstraint(
            model_name='effortanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_by', None), ('way', 'own')), models.Q(models.Q(('way', 'own'), _negated=True), ('recorded_by__isnull', False)), _connector='OR'), name='effortanswer_recorded_by'),
        ),
        migrations.AddConstraint(
            model_name='exchangeanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_by', None), ('way', 'own')), models.Q(models.Q(('way', 'own'), _negated=True), ('recorded_by__isnull', False)), _connector='OR'), name='exchangeanswer_recorded_by'),
        ),
    ]
