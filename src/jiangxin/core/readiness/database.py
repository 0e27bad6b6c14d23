"""The database: there, up to date, and keeping the rows that must not change."""

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from jiangxin.core.database import describe, protected_tables
from jiangxin.core.models import JournalEntry
from jiangxin.core.readiness.finding import Finding, fault, fine


def reachable() -> Iterator[Finding]:
    """The database answers; then whether its tables are as the code expects."""
    try:
        found = describe(connection)
        pending = _pending()
    except DatabaseError as problem:
        told = str(problem).strip()
        yield fault(
            "database",
            f"数据库连接不上：{told}。请检查 JIANGXIN_DATABASE 和数据库服务。",
            f"The database cannot be reached: {told}. Check JIANGXIN_DATABASE and the database service.",
        )
        return
    name = f"{found['engine']} {found['version']}"
    if pending:
        yield fault(
            "database",
            f"{name}，有 {len(pending)} 个数据表变更未执行。请执行 jiangxin migrate。",
            f"{name}, {len(pending)} migrations are not applied. Run `jiangxin migrate`.",
        )
        return
    yield fine("database", f"{name}，数据表已是最新", f"{name}, its tables are up to date")
    yield _journal()


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _journal() -> Finding:
    if JournalEntry._meta.db_table in protected_tables(connection):  # noqa: SLF001
        return fine("journal", "日志只增不改", "the journal can only be added to")
    return fault(
        "journal",
        "数据库里缺少保护日志的触发器，日志可能被改动。请立即从备份核对，并联系开发者。",
        "The triggers that keep the journal are missing from the database, so it could be changed."
        " Compare with the backup now, and call the developers.",
    )
