"""The book shelf: engines, transactions and the two counters, on SQLite or PostgreSQL."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from scorecard.store.migrations import migrate
from scorecard.store.refusals import PublishingIsBusy, SendingIsBusy

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
WRITING, PUBLISHING, SENDING = 7_281_001, 7_281_002, 7_281_003
"""Keys of the PostgreSQL advisory locks that stand in for SQLite's single writer."""

COUNTERS = (
    "SELECT (SELECT coalesce(max(id), 0) FROM revision), "
    "(SELECT coalesce(max(value), 0) FROM counter WHERE name = 'writes')"
)


Busy = PublishingIsBusy | SendingIsBusy


class Book:
    """One writer at a time, any number of readers; every write is one transaction."""

    def __init__(self, url: str | URL) -> None:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.path = Path(parsed.database) if self.is_sqlite and parsed.database else None
        self._one_writer = threading.RLock()
        self._one_publisher = threading.Lock()
        if self.is_sqlite:
            self.writer = _sqlite_engine(parsed, "BEGIN IMMEDIATE", PRAGMAS)
            self.reader = _sqlite_engine(parsed, "BEGIN", (*PRAGMAS, "PRAGMA query_only = ON"))
        else:
            self.writer = create_engine(parsed, pool_pre_ping=True)
            self.reader = create_engine(parsed, pool_size=10, isolation_level="AUTOCOMMIT", pool_pre_ping=True)

    def migrate(self) -> None:
        """Bring the book to this version's shape, or refuse a newer one.

        Raises:
            StoreIsNewer: If a newer application wrote it.
        """
        with self._one_writer:
            migrate(self.writer, self._hold)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; commits at the end, rolls back on any error."""
        with self._one_writer, self.writer.begin() as connection:
            self._hold(connection)
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that cannot write."""
        with self.reader.connect() as connection:
            yield connection

    def counters(self) -> tuple[int, int]:
        """Newest revision and number of people's writes, in tens of microseconds on SQLite."""
        with closing(self.reader.raw_connection()) as raw:
            cursor = raw.cursor()
            cursor.execute(COUNTERS)
            found = cursor.fetchone()
            cursor.close()
        return (int(found[0]), int(found[1])) if found else (0, 0)

    @contextmanager
    def publishing(self, wait: float) -> Iterator[None]:
        """Hold the one place in the queue of importers, across threads, processes and machines.

        Raises:
            PublishingIsBusy: If it is not free within ``wait`` seconds.
        """
        if not self._one_publisher.acquire(timeout=wait):
            raise PublishingIsBusy
        try:
            with self._alone(PUBLISHING, "publishing", wait, PublishingIsBusy):
                yield
        finally:
            self._one_publisher.release()

    @contextmanager
    def sending(self, wait: float) -> Iterator[None]:
        """Hold the one place of those who send notices, across processes and machines.

        Raises:
            SendingIsBusy: If it is not free within ``wait`` seconds.
        """
        with self._alone(SENDING, "sending", wait, SendingIsBusy):
            yield

    def close(self) -> None:
        """Let go of all connections."""
        self.writer.dispose()
        self.reader.dispose()

    def _alone(self, key: int, name: str, wait: float, busy: type[Busy]) -> AbstractContextManager[None]:
        if self.path is None:
            return _server_lock(self.writer, key, wait, busy)
        return _file_lock(self.path.with_name(f"{self.path.name}.{name}"), wait, busy)

    def _hold(self, connection: Connection) -> None:
        if not self.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITING})


def _sqlite_engine(url: URL, begin: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10}, pool_size=10)

    @event.listens_for(engine, "connect")
    def _prepare(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None
        for pragma in pragmas:
            raw.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _file_lock(path: Path, wait: float, busy: type[Busy]) -> Iterator[None]:
    """SQLite's own file lock: the same on every system, and gone with the process that held it.

    It lies with the book, so that stores in other folders that share the book share the lock.
    """
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise busy from error
        yield
        lock.execute("ROLLBACK")


@contextmanager
def _server_lock(engine: Engine, key: int, wait: float, busy: type[Busy]) -> Iterator[None]:
    with engine.connect() as connection:
        until = time.monotonic() + wait
        while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            if time.monotonic() > until:
                raise busy
            time.sleep(0.05)
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
            connection.commit()
