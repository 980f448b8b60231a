"""Alembic's entry: runs on the connection that `store.migrate` hands over, inside its transaction."""

from alembic import context

from store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction around it is ours
)
context.run_migrations()
