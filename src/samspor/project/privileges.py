"""What the product's own database role may do: everything with rows, nothing with tables, and never change the log."""

from typing import Any

from django.db import connection

ROLE = "samspor_app"
_GRANTS = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN CREATE ROLE {ROLE} NOLOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_seal FROM {ROLE};
REVOKE INSERT ON audit_entry FROM {ROLE};
DO $$ BEGIN
    -- Every column but the number: the database gives it, and nobody puts an entry in between old ones.
    EXECUTE (
        SELECT format('GRANT INSERT (%s) ON audit_entry TO {ROLE}', string_agg(quote_ident(column_name), ', '))
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'audit_entry' AND column_name <> 'id'
    );
END $$;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {ROLE};
DO $$ BEGIN
    -- A temporary table stands before ours of the same name, also to a trigger.
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, {ROLE}', current_database());
END $$;
"""  # noqa: S608 -- the name above is the only thing put in


def grant(**_: Any) -> None:
    """After every migrate, so that a new table is never forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS)
