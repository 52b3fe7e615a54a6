import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('handle', models.CharField(db_index=True, max_length=5)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('missed_at', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), blank=True, default=list, size=None)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
            ],
        ),
        migrations.CreateModel(
            name='FamilyVisit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(null=True)),
                ('began_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='family.invitation')),
            ],
        ),
        migrations.CreateModel(
            name='FamilyWord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', samspor.access.word.WordField(max_length=40)),
                ('about', samspor.access.word.WordField(blank=True, max_length=40)),
                ('text', samspor.access.secret.SecretText()),
                ('written_at', models.DateTimeField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian')),
            ],
            options={
                'ordering': ['-written_at', 'pk'],
                'indexes': [models.Index(fields=['child', 'written_at'], name='family_word_of_child')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'disagreement'), models.Q(('about', ''), _negated=True)), models.Q(models.Q(('kind', 'disagreement'), _negated=True), ('about', '')), _connector='OR'), name='family_word_disagrees_with_something')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyword',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='c3f7e3ecacd40f40c136eeefd2838957b1a2f5ff', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_3fe7e', table='family_familyword', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyword',
            trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'samspor: what a family has said is never changed';\n        ", hash='52ff0b6c3c8d96debd0ff24d4cf4caa7c752bc76', operation='UPDATE OR DELETE', pgid='pgtrigger_never_rewritten_ea967', table='family_familyword', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyword',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'samspor: what a family has said is never emptied';", hash='60d3905285ee9b9d4ab0f3525305b240efcefd1b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_95aa9', table='family_familyword', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='invitation_lasts'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('child', 'guardian'), name='invitation_one_at_a_time', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='3edb7beac18fe810eed45cef8437c86905c60c25', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_bf6b1', table='family_invitation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='familyvisit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('began_at'))), name='family_visit_lasts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familyvisit',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='22f18290cb8a22ac18e4a13cdd7cce36b273b9f7', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_e2912', table='family_familyvisit', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
