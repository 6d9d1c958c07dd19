"""Runs the migrations on the connection that `picketline.ledger.migrate` hands over, inside its transaction.

Alembic runs this file within a context of its own; imported without one it does nothing.
"""

from alembic import context

from picketline.ledger.schema import METADATA

if hasattr(context, "config"):
    context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
    context.run_migrations()
