"""What granian serves: the app of `app.py` behind the gateway that waits for whole requests."""

import gc
from functools import partial

from app import app
from literasi.domain.languages import TRANSLATIONS
from literasi.web.bodies import largest_body
from literasi.web.gateway import Gateway
from literasi.web.translating import translations

gateway = Gateway(app, app.config["MAX_CONTENT_LENGTH"], larger=partial(largest_body, app))

# Courses, pages and words are read now rather than for the first reader. All that is here by now
# stays as long as the process, so the garbage collector need not look through it again and again.
app.extensions["literasi"].pages()
for language in TRANSLATIONS:
    translations(language)
gc.collect()
gc.freeze()
