"""Guards of tables in which what was said stays said: no removal, and no change of what is kept for good."""

from collections.abc import Sequence


def append_only(dialect: str, table: str, key: str) -> list[str]:
    """Statements that keep a table append-only; ``key`` counts its rows from 1 without gaps."""
    return _sqlite(table, key) if dialect == "sqlite" else _server(table, key)


def _sqlite(table: str, key: str) -> list[str]:
    kept = f"SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {kept}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {kept}",
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} "
        f"WHEN NEW.{key} IS NOT (SELECT coalesce(max({key}), 0) + 1 FROM {table}) BEGIN {kept}",
    ]


def _server(table: str, key: str) -> list[str]:
    kept = f"RAISE EXCEPTION '{table} is append-only';"
    order = f"IF NEW.{key} IS DISTINCT FROM (SELECT coalesce(max({key}), 0) + 1 FROM {table}) THEN {kept} END IF;"
    return [
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {kept} END $$",
        f"CREATE FUNCTION {table}_ordered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {order} RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()",
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_ordered()",
    ]


def kept_rows(dialect: str, table: str, fixed: Sequence[str], said: str) -> list[str]:
    """Statements that keep a table's rows for good, and of each row what ``fixed`` names; ``said`` is the refusal."""
    if dialect == "sqlite":
        no = f"SELECT RAISE(ABORT, '{said}'); END"
        return [
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {', '.join(fixed)} ON {table} "
            f"WHEN {' OR '.join(f'NEW.{name} IS NOT OLD.{name}' for name in fixed)} BEGIN {no}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {no}",
        ]
    no = f"RAISE EXCEPTION '{said}';"
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in fixed)
    return [
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {no} END $$",
        f"CREATE FUNCTION {table}_same() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {changed} THEN {no} END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_same()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()",
    ]
