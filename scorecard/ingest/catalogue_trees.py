"""Names of a catalogue that lie below each other: parents that exist, and no way that leads back to itself."""

from collections.abc import Iterator, Mapping, Sequence

from scorecard.domain.problems import Problem
from scorecard.ingest.catalogue_table import unknown


def tree(parents: Mapping[str, str | None], name: str, group: str) -> Iterator[Problem]:
    """One problem per parent that does not exist, and one for circles.

    Args:
        parents: Name to its parent; None for the top.
        name: The file's name.
        group: What the names are, in the plural.
    """
    for key, parent in parents.items():
        if parent is not None and parent not in parents:
            yield unknown(f"{name}, {group} “{key}” parent", "parent", parent)
    yield from circles({key: (up,) if up else () for key, up in parents.items()}, name, group, "parent")


def circles(edges: Mapping[str, Sequence[str]], name: str, group: str, key: str) -> Iterator[Problem]:
    """One problem for all names that lead back to themselves.

    Args:
        edges: Name to the names it leads to.
        name: The file's name.
        group: What the names are, in the plural.
        key: What leads from one to the other.
    """
    settled: set[str] = set()
    waiting = {node: {up for up in ups if up in edges} for node, ups in edges.items()}
    while ready := [node for node, ups in waiting.items() if ups <= settled]:
        settled.update(ready)
        for node in ready:
            del waiting[node]
    if waiting:
        said = f"these lead back to themselves: {', '.join(sorted(waiting)[:8])}"
        yield Problem(f"{name}, {group} {key}", said, "Break the circle.")
