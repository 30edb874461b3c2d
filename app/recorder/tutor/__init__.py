"""A small tutoring service: lessons to search, questions to ask, homework to hand in."""

import logging
import os

from flask import Flask


def create_app():
    home = os.environ["TUTOR_HOME"]
    handler = logging.FileHandler(os.path.join(home, "logs", "tutor", "app.log"))
    handler.setFormatter(logging.Formatter(os.environ["TUTOR_LOG_FORMAT"]))
    logging.basicConfig(level=logging.INFO, handlers=[handler])

    app = Flask(__name__)
    app.config["HOME"] = home

    from tutor import pages  # after logging is set up: faiss logs while it is imported

    app.register_blueprint(pages.pages)
    return app
