"""Questions and answers in SQLite, one connection per request."""

import os
import sqlite3


def open_store(home):
    return sqlite3.connect(os.path.join(home, "data", "tutor.db"), timeout=0.3)


def create(home):
    with open_store(home) as store:
        store.execute(
            "CREATE TABLE turns (id INTEGER PRIMARY KEY, learner TEXT, question TEXT, answer TEXT)"
        )
        store.executemany(
            "INSERT INTO turns (learner, question, answer) VALUES (?, ?, ?)",
            [("learner-%d" % (n % 40), "question %d " % n * 20, "answer") for n in range(400)],
        )


def save_turn(home, learner, question, answer):
    with open_store(home) as store:
        store.execute(
            "INSERT INTO turns (learner, question, answer) VALUES (?, ?, ?)",
            (learner, question, answer),
        )


def history(home, learner):
    with open_store(home) as store:
        return store.execute(
            "SELECT question, answer FROM turns WHERE learner = ? ORDER BY id DESC LIMIT 5",
            (learner,),
        ).fetchall()


def busiest_hours(home):
    """Joins every turn with every other: nobody noticed while there were few."""
    with open_store(home) as store:
        return store.execute(
            "SELECT count(*) FROM turns a, turns b, turns c, turns d "
            "WHERE a.learner < b.learner AND c.id < d.id"
        ).fetchone()
