"""What granian serves: the app of `app.py` behind the gateway that waits for whole requests."""

import gc

from app import app
from literasi.web.gateway import Gateway

gateway = Gateway(app, app.config["MAX_CONTENT_LENGTH"])

# Courses and pages are read now rather than for the first reader. All that is here by now stays
# as long as the process, so the garbage collector need not look through it again and again.
app.extensions["literasi"].pages()
gc.collect()
gc.freeze()
