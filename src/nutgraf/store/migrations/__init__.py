"""Steps that bring an archive to the newest tables; run by Alembic."""
