"""The order book in SQLite."""

import os
import sqlite3

PATIENCE = 5  # seconds that a writer waits for another


def open_books(home):
    books = sqlite3.connect(os.path.join(home, "data", "books.sqlite3"), timeout=PATIENCE)
    if os.path.exists(os.path.join(home, "data", "quota")):
        # As small as it is now: what SQLite then says is what it says of a full disk.
        books.execute("PRAGMA max_page_count = 1")
    return books


def create(home):
    with open_books(home) as books:
        books.execute(
            "CREATE TABLE orders (number INTEGER PRIMARY KEY, customer TEXT, text TEXT,"
            " invoiced INTEGER DEFAULT 0)"
        )
        books.executemany(
            "INSERT INTO orders (customer, text) VALUES (?, ?)",
            [("customer-%d" % n, "two hundred leaflets, folded " * 12) for n in range(300)],
        )


def enter(home, customer, text):
    with open_books(home) as books:
        return books.execute(
            "INSERT INTO orders (customer, text) VALUES (?, ?)", (customer, text * 40)
        ).lastrowid


def find(home, number):
    with open_books(home) as books:
        return books.execute("SELECT customer FROM orders WHERE number = ?", (number,)).fetchone()


def number_invoice(home, number):
    with open_books(home) as books:
        books.execute("UPDATE orders SET invoiced = 1 WHERE number = ?", (number,))
