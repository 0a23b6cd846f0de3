"""The shared objects, and nothing else."""

from flask_login import LoginManager
from flask_migrate import Migrate

from literasi.database import db

migrate = Migrate()
login_manager = LoginManager()

__all__ = ["db", "login_manager", "migrate"]
