"""Slices summed up while more rows come: finished files are, in a thread of their own, as soon as there are enough."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from types import TracebackType

from scorecard.store.datafiles import Finished, literal, same_in
from scorecard.store.facts import parquet
from scorecard.store.questions import Questions
from scorecard.store.slices import Figures, summarise, together

ENOUGH = 1_000_000
"""Rows that are summed up at once; for fewer the asking costs more than the summing."""


def rows_in(files: Sequence[Finished]) -> str:
    """SQL of the rows of finished files; what is the same in all of them is not read."""
    same = ", ".join(f"{literal(name, word)} AS {name}" for name, word in same_in(files).items())
    rows = parquet(str(file.path) for file in files)
    return f"(SELECT * REPLACE ({same}) FROM {rows})" if same else rows


class Summing:
    """Sums up the slices of files; use it in a ``with`` block, after which ``figures`` has all of them."""

    def __init__(self, questions: Questions) -> None:
        self.figures: Figures = {}
        self._questions = questions
        self._lock = Lock()
        self._held: list[Finished] = []
        self._parts: list[Future[Figures]] = []
        self._thread = ThreadPoolExecutor(1, "summing")

    def add(self, file: Finished) -> None:
        """One more finished file; it stays where it is until the block ends."""
        with self._lock:
            self._held.append(file)
            if sum(each.rows for each in self._held) >= ENOUGH:
                self._begin()

    def __enter__(self) -> "Summing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._begin()
                self.figures = together(part.result() for part in self._parts)
        finally:
            self._thread.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        files, self._held = self._held, []
        if files:
            self._parts.append(self._thread.submit(self._summed_up, files))

    def _summed_up(self, files: Sequence[Finished]) -> Figures:
        with self._questions.cursor() as cursor:
            return summarise(cursor, rows_in(files))
