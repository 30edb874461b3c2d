"""A print shop: orders in SQLite, proofs on disk, stock and postage asked of other services."""

import os

from flask import Flask

from press import logs


def create_app():
    logs.begin(os.environ["PRESS_LOG"], os.environ["PRESS_LOG_FORMAT"])
    app = Flask(__name__)
    app.config["HOME"] = os.environ["PRESS_HOME"]
    app.config["STOCK"] = os.environ["PRESS_STOCK"]
    app.config["POSTAGE"] = os.environ["PRESS_POSTAGE"]
    app.secret_key = os.environ["PRESS_SECRET"]

    from press import counter  # after logging is set up: faiss logs while it is imported

    app.register_blueprint(counter.counter)
    return app
