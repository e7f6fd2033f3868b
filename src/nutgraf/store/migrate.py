"""Brings an archive's tables to the newest form, by Alembic: one file a step in `migrations/versions`."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Carry out the steps that an archive has not seen yet, within the connection's transaction."""
    command.upgrade(config_of(connection), "head")


def config_of(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection."""
    config = Config()
    config.set_main_option("script_location", str(files("nutgraf.store").joinpath("migrations")))
    config.attributes["connection"] = connection
    return config
