"""Marks homework; a package of its own, so that it can be missing from an installation."""

MARKS = {"learner-1": "good", "learner-2": "very good", "learner-3": "try again"}


def mark(text):
    return "handed in, %d words" % len(text.split())
