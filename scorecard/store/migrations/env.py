"""Runs the steps on the transaction that the book opened; used by Alembic alone."""

from alembic import context

from scorecard.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
