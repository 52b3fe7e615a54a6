
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
        ('pathways', '0004_goals_actions_participants'),
        ('people', '0009_what_is_being_written'),
    ]

    operations = [
        migrations.CreateModel(
            name='ForumType',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.SlugField(max_length=40)),
                ('title', models.CharField(max_length=120)),
                ('kind', samspor.access.word.WordField(max_length=40)),
                ('has_authority', models.BooleanField()),
                ('ground', samspor.access.word.WordField(max_length=40)),
                ('slot_minutes', models.PositiveSmallIntegerField()),
                ('steps', models.JSONField()),
                ('adviser_role', samspor.access.word.WordField(blank=True, max_length=40)),
                ('anchoring', samspor.access.word.WordField(blank=True, max_length=40)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('key',), name='forum_type_one_in_use'), models.CheckConstraint(condition=models.Q(models.Q(('adviser_role', ''), ('anchoring', '')), models.Q(models.Q(('adviser_role', ''), _negated=True), models.Q(('anchoring', ''), _negated=True)), _connector='OR'), name='forum_type_on_both_axes')],
            },
        ),
        migrations.CreateModel(
            name='MeetingSeries',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120)),
                ('planned_at', models.DateTimeField()),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='forums.forumtype')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'meeting series',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(max_length=120)),
                ('state', samspor.access.word.WordField(default='planned', max_length=40)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_words', samspor.access.secret.SecretText(null=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='forums.meetingseries')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_guest', models.BooleanField(default=False)),
                ('entered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employment')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='forums.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', samspor.access.word.WordField(max_length=40)),
                ('question', samspor.access.secret.SecretText()),
                ('necessity', samspor.access.secret.SecretText(null=True)),
                ('special_reason', samspor.access.secret.SecretText(null=True)),
                ('sender', samspor.access.word.WordField(blank=True, max_length=40)),
                ('aim', samspor.access.word.WordField(blank=True, max_length=40)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=40), default=list, size=None)),
                ('asked_at', models.DateTimeField()),
                ('state', samspor.access.word.WordField(default='asked', max_length=40)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('pathway', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wishes', to='pathways.pathway')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='forums.meetingseries')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'wishes',
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('state', samspor.access.word.WordField(default='waiting', max_length=40)),
                ('entered_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staffmember')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='forums.meeting')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='forums.wish')),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingseries',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='8ec3441ece259cfca6e796667f761c6203285bc5', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_df04f', table='forums_meetingseries', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['series', 'starts_at'], name='meeting_of_series'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_lasts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='403245437f1fde2d90ab822b95203f9dbced9633', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_67f14', table='forums_meeting', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('meeting', 'job'), name='seat_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='d1f2b9a8643116efb27d35b95598758ffd034bbd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_b63d9', table='forums_seat', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='wish',
            index=models.Index(fields=['series', 'state', 'asked_at'], name='wish_of_series'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', 'child'), ('child__isnull', False), models.Q(('sender', ''), _negated=True), models.Q(('aim', ''), _negated=True)), models.Q(models.Q(('about', 'child'), _negated=True), ('child', None), ('necessity', None), ('pathway', None), ('special_reason', None)), _connector='OR'), name='wish_names_a_child_or_nobody'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state__in', ['asked', 'placed'])), models.Q(models.Q(('state__in', ['asked', 'placed']), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='wish_settled_when_over'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(condition=models.Q(('child__isnull', False), ('settled_at', None)), fields=('series', 'child'), name='wish_child_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wish',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='23048cc5deaa5a882e77737bdfcaa82e1e1447b1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_6b96d', table='forums_wish', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(fields=['meeting', 'starts_at'], name='agenda_item_of_meeting'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='agenda_item_lasts'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('wish',), name='agenda_item_one_waiting'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='must_be_remembered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN\n                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;\n            END IF;\n            RETURN NULL;\n        ", hash='0cac6f62809b36e24011982964763f29677dfd92', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_must_be_remembered_60536', table='forums_agendaitem', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
