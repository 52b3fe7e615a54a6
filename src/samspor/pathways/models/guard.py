"""The invariant in the database: from opened to closed a pathway is held, with no gap. Twice is excluded on the table.

Checked when a transaction commits, in whatever way and order it changed the rows. The pathway is locked first, so that
two who commit at once are checked one after the other. The schema is named: a temporary table of the same name is
looked in first otherwise, and it is empty.
"""

import pgtrigger

_CHECK = """
    SELECT tstzmultirange(tstzrange(opened_at, closed_at)) INTO asked
      FROM public.pathways_pathway WHERE id = one FOR NO KEY UPDATE;
    IF FOUND THEN
        SELECT coalesce(range_agg(period), '{}'::tstzmultirange) INTO held
          FROM public.pathways_hold WHERE pathway_id = one;
        IF held <> asked THEN
            RAISE EXCEPTION 'samspor: pathway % must be held at every moment it is open', one
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
"""
_WORDS = [("one", "uuid"), ("asked", "tstzmultirange"), ("held", "tstzmultirange")]


def held_throughout(key: str) -> pgtrigger.Trigger:
    """`key` is the column that holds the pathway: of a hold that is moved, the one it came from is looked at too."""
    return pgtrigger.Trigger(
        name="held_throughout",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        declare=_WORDS,
        func=f"""
            FOREACH one IN ARRAY array_remove(ARRAY[OLD.{key}, NEW.{key}], NULL) LOOP
                {_CHECK}
            END LOOP;
            RETURN NULL;
        """,
    )


def never_emptied() -> pgtrigger.Trigger:
    """Emptying a table whole looks at no row of it."""
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'samspor: % is never emptied', TG_TABLE_NAME;",
    )
