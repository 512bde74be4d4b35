"""Take a load back: a new revision with the slices as they were before it."""

from scorecard.domain.access import Actor, authorise
from scorecard.store.store import Published, Store


def undo_load(store: Store, actor: Actor, import_id: int, why: str = "") -> Published:
    """Undo a load.

    Args:
        store: Where.
        actor: Who undoes it.
        import_id: The load's number, as the load and the history name it.
        why: A remark for the history.

    Returns:
        The new revision and what it changed.

    Raises:
        NotAllowed: If the actor may not undo.
        NoSuchImport: If there is no such load.
        CannotUndo: If it changed nothing, was undone before, or a later load built on it.
    """
    authorise(actor, "undo a load")
    return store.undo(import_id, actor.id, why or f"Undo of load {import_id}")
