"""The lock on audited tables: a transaction that changes a row and wrote no entry of a change cannot commit."""

import pgtrigger


def must_be_remembered() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="must_be_remembered",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func="""
            IF current_setting('samspor.remembered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
                RAISE EXCEPTION 'samspor: % on % was not remembered in the log', TG_OP, TG_TABLE_NAME;
            END IF;
            RETURN NULL;
        """,
    )
