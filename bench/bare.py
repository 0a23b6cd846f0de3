"""The yardstick: the least that Flask can do, under the same server as the site."""

from flask import Flask

app = Flask(__name__)


@app.get("/bare")
def bare() -> str:
    return "ok"
