"""What the service answers."""

import logging
import os
import time

from flask import Blueprint, current_app, request
from marking import MARKS, mark

from tutor import lessons, store

log = logging.getLogger("tutor.pages")
pages = Blueprint("pages", __name__)


@pages.get("/")
def home():
    return "Welcome to the tutor.\n"


@pages.get("/lessons")
def search():
    lesson = lessons.nearest(current_app.config["HOME"], request.args.get("q", ""))
    log.info("lesson found: %s", lesson)
    return lesson + "\n"


@pages.post("/ask")
def ask():
    learner, question = request.form["learner"], request.form["question"]
    log.info("%s asks: %s", learner, question)
    answer = lessons.nearest(current_app.config["HOME"], question)
    store.save_turn(current_app.config["HOME"], learner, question, answer)
    return answer + "\n"


@pages.get("/history/<learner>")
def history(learner):
    turns = store.history(current_app.config["HOME"], learner)
    log.info("%d turns shown to %s", len(turns), learner)
    return "".join("%s -> %s\n" % turn for turn in turns)


@pages.post("/homework/<learner>")
def hand_in(learner):
    text = request.get_data(as_text=True)
    path = os.path.join(current_app.config["HOME"], "data", "homework", learner + ".txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    log.info("%s: %s", learner, mark(text))
    return "thank you\n"


@pages.get("/marks/<learner>")
def marks(learner):
    return MARKS[learner] + "\n"


@pages.get("/reports/busiest-hours")
def busiest_hours():
    return "%d\n" % store.busiest_hours(current_app.config["HOME"])


@pages.get("/certificate/<learner>")
def certificate(learner):
    """Waits for the printing house, however long it takes."""
    time.sleep(float(request.args.get("wait", "0.1")))
    return "certificate for %s\n" % learner


@pages.get("/reminders")
def send_reminders():
    """Waits for a mail server that does not answer."""
    time.sleep(60)
    return "reminders sent\n"


@pages.get("/transcript/<learner>")
def transcript(learner):
    pages_wanted = int(request.args.get("pages", "1"))
    text = bytearray(pages_wanted * 1024 * 1024)
    log.info("transcript of %s: %d bytes", learner, len(text))
    return "transcript ready\n"
