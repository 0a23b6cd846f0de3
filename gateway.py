"""What granian serves: the app of `app.py` behind the gateway that waits for whole requests."""

from app import app
from literasi.web.gateway import Gateway

gateway = Gateway(app, app.config["MAX_CONTENT_LENGTH"])
