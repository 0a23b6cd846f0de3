"""The yardstick: the least that Flask can do, under the same server as the site."""

from flask import Flask

from literasi.web.gateway import Gateway

app = Flask(__name__)
gateway = Gateway(app, 64 * 1024)


@app.get("/bare")
def bare() -> str:
    return "ok"
