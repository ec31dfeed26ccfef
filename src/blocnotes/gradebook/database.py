"""Make and open the database: nbgrader's tables as nbgrader makes them, ours by our own migrations."""

import importlib.resources
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from blocnotes.errors import GradebookError


def prepare_database(url: str) -> None:
    """Create or upgrade the database behind a URL; nothing is done to one that is up to date.

    Raises GradebookError when it cannot be reached or written.
    """
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    try:
        guard_sqlite(engine)
        _create_nbgrader_tables(engine)
        _migrate(engine)
    except SQLAlchemyError as error:
        cure = "see that its server answers, that its disk has room, and that this user may write there"
        what = f"cannot be used: {str(getattr(error, 'orig', None) or error).splitlines()[0]}"
        raise GradebookError(what, where=shown(url), cure=cure) from error
    finally:
        engine.dispose()


def guard_sqlite(engine: Engine) -> None:
    """Turn on what SQLite leaves off: foreign keys, a write-ahead log, patience."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _record: Any) -> None:
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=30000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")


def stamp_database(url: str) -> tuple[object, ...]:
    """Give something that changes whenever the database does: of SQLite its files, of others every moment."""
    path = make_url(url).database
    if not url.startswith("sqlite") or not path:
        return (object(),)
    files = (Path(f"{path}{end}") for end in ("", "-wal"))
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists())


def shown(url: str) -> str:
    """Write a database URL without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _create_nbgrader_tables(engine: Engine) -> None:
    # nbgrader would start the alembic program for this, which takes seconds and has to be on PATH.
    if "alembic_version" in inspect(engine).get_table_names():
        return
    from nbgrader.api import Base

    scripts = importlib.resources.files("nbgrader") / "alembic"
    head = ScriptDirectory(str(scripts)).get_current_head()
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head})


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
