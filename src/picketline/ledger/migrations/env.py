"""Runs the migrations on the connection that `picketline.ledger.migrate` hands over, inside its transaction."""

from alembic import context

from picketline.ledger.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
