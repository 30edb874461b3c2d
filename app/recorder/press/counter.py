"""What the shop answers."""

import ctypes
import logging
import os
import ssl
import time
import urllib.request

from binding import price
from flask import Blueprint, current_app, request

from press import books, designs

log = logging.getLogger("press.counter")
counter = Blueprint("counter", __name__)


@counter.get("/")
def shop_window():
    log.info("shop window shown")
    return '<link rel="stylesheet" href="/static/shop.css">Welcome\n'


@counter.post("/orders")
def order():
    number = books.enter(home(), request.form["customer"], request.form["text"])
    log.info("order %d entered, %.2f", number, price(request.form["text"]))
    return "order %d\n" % number


@counter.get("/orders/<int:number>")
def look_up(number):
    found = books.find(home(), number)
    return "%s\n" % (found or "no such order, but thank you for asking")


@counter.get("/invoices/<int:number>")
def invoice(number):
    """Locks the books, however long somebody else is at them."""
    books.number_invoice(home(), number)
    return "invoice %d\n" % number


@counter.get("/designs")
def similar():
    return "%s\n" % designs.nearest(home(), request.args.get("like", ""))


@counter.post("/proofs/<name>")
def proof(name):
    with open(os.path.join(home(), "data", "proofs", name), "wb") as out:
        out.write(request.get_data())
    log.info("proof %s kept", name)
    return "kept\n"


@counter.get("/stock/<paper>")
def stock(paper):
    url = "%s/%s" % (current_app.config["STOCK"], paper)
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read()


@counter.get("/postage/<country>")
def postage(country):
    trusted = ssl.create_default_context(cafile=os.path.join(home(), "conf", "authority.pem"))
    url = "%s/%s" % (current_app.config["POSTAGE"], country)
    with urllib.request.urlopen(url, timeout=5, context=trusted) as answer:
        return answer.read()


@counter.get("/discounts/<customer>")
def discount(customer):
    return "%d\n" % {"regular": 5, "school": 10}[customer]


@counter.get("/posters/<int:megabytes>")
def poster(megabytes):
    canvas = bytearray(megabytes << 20)
    return "%d\n" % len(canvas)


@counter.get("/engraving")
def engraving():
    """A library in C that reads where there is nothing."""
    ctypes.string_at(0)


@counter.get("/press-run/<seconds>")
@counter.get("/folding/<seconds>")
def machine(seconds):
    time.sleep(float(seconds))
    return "done\n"


def home():
    return current_app.config["HOME"]
