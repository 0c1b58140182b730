"""Where everything is kept: the only floor that knows files, locks, backups and TinyDB."""
