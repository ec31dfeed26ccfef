"""Alembic's entry: our tables only, in a history of our own."""

from alembic import context

from blocnotes.gradebook.tables import PREFIX, VERSION_TABLE, Table


def _ours(_item: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    return kind != "table" or bool(name and name.startswith(PREFIX) and name != VERSION_TABLE)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=VERSION_TABLE,
    include_object=_ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
