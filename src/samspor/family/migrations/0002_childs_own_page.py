import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import samspor.access.secret
import samspor.access.word
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('family', '0001_initial'),
        ('people', '0010_employment_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildPiece',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', samspor.access.word.WordField(max_length=40)),
                ('text', samspor.access.secret.SecretText()),
                ('was_together', models.BooleanField()),
                ('allowed', django.contrib.postgres.fields.ArrayField(base_field=samspor.access.word.WordField(max_length=40), blank=True, default=list, size=None)),
                ('parents', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('written_at', models.DateTimeField()),
                ('chosen_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PieceAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', samspor.access.secret.SecretText()),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='invitation',
            name='is_together',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('is_together', False), ('guardian', None), _connector='OR'), name='invitation_together_with_child'),
        ),
        migrations.AddField(
            model_name='childpiece',
            name='child',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child'),
        ),
        migrations.AddField(
            model_name='childpiece',
            name='heard_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='pieceanswer',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember'),
        ),
        migrations.AddField(
            model_name='pieceanswer',
            name='piece',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='family.childpiece'),
        ),
        migrations.AddIndex(
            model_name='childpiece',
            index=models.Index(fields=['child', 'written_at'], name='child_piece_of_child'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childpiece',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='199a5751e00a2d33dad09690e96ea3e406be13b3', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_2aa79', table='family_childpiece', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childpiece',
            trigger=pgtrigger.compiler.Trigger(name='words_never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN\n                RETURN OLD;\n            END IF;\n            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{allowed,parents,chosen_at}'::text[]\n                = to_jsonb(OLD) - '{allowed,parents,chosen_at}'::text[] THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'samspor: what a family has said is never changed';\n        ", hash='3d737d5b71e2e458b6fec73c3d620bbd0d108bd2', operation='UPDATE OR DELETE', pgid='pgtrigger_words_never_rewritten_33f0c', table='family_childpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childpiece',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'samspor: what a family has said is never emptied';", hash='7d4400fb24e680f5f491972e65e40267910d6a3e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ec8f3', table='family_childpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceanswer',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='628d2fe89c3c77e4b9266bab756710a11e901180', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_c2e26', table='family_pieceanswer', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceanswer',
            trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND OLD.written_at < now() - interval '5 years' THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'samspor: what a family has said is never changed';\n        ", hash='0d3698cba1fe55dfad184505e05df0a3c19ed6f6', operation='UPDATE OR DELETE', pgid='pgtrigger_never_rewritten_5509e', table='family_pieceanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceanswer',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'samspor: what a family has said is never emptied';", hash='524dd05a3051a333cfb6ab762bab85a136f21e8f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e3388', table='family_pieceanswer', when='BEFORE')),
        ),
    ]
