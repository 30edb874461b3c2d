"""The faults, each caused, shown to some learners, and put right again."""

import shutil
import signal
import sqlite3
import time
from collections import namedtuple
from contextlib import contextmanager

from processes import until

Fault = namedtuple("Fault", "name section expect also root cause needs")
FAULTS = []


def collect(faults):
    """What declares a fault among these: what must show, the root cause first, what may beside it.

    `needs` names what not every variant offers, see there.
    """

    def fault(section, *expect, also=(), needs=""):
        def declare(cause):
            faults.append(
                Fault(cause.__name__, section, list(expect), list(also), expect[0], cause, needs)
            )
            return cause

        return declare

    return fault


fault = collect(FAULTS)


@contextmanager
def moved_away(path):
    aside = path.with_name(path.name + ".aside")
    path.rename(aside)
    try:
        yield
    finally:
        aside.rename(path)


@contextmanager
def mode(path, bits):
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@contextmanager
def damaged(path):
    copy = path.with_name(path.name + ".copy")
    shutil.copy(path, copy)
    try:
        yield
    finally:
        copy.replace(path)


@fault("1.1", "module-not-found", "bad-gateway", also=["worker-boot-failed"])
def package_removed(stack, traffic):
    stack.stop_gunicorn()
    with moved_away(stack.home / "app" / "marking"):
        stack.wait_for(stack.launch_gunicorn("unix:%s" % stack.socket))
        for _ in range(3):
            traffic.ask()
    stack.start_gunicorn()


@fault("1.1", "worker-crashed")
def worker_crashed(stack, traffic):
    stack.signal_worker(signal.SIGSEGV)


@fault("1.2", "worker-timeout", "bad-gateway", needs="sync workers")
def slow_pages(stack, traffic):
    # One worker sleeps and can be aborted; the other is deep in SQLite and must be killed.
    traffic.get_together("/reminders", "/reports/busiest-hours")
    until("both workers are back", lambda: len(stack.workers()) == 2)


@fault("1.3", "address-in-use")
def started_twice(stack, traffic):
    second = stack.launch_gunicorn()
    traffic.healthy(3)
    stack.wait_for(second)


@fault("2.1", "bad-gateway")
def gunicorn_stopped(stack, traffic):
    stack.stop_gunicorn()
    for _ in range(5):
        traffic.ask()
    traffic.get("/static/site.css")
    stack.start_gunicorn()


@fault("2.1", "socket-permission", "bad-gateway", needs="unix socket")
def socket_closed_to_nginx(stack, traffic):
    with mode(stack.socket, 0):
        for _ in range(4):
            traffic.ask()


@fault("2.1", "upstream-timeout")
def printing_house_slow(stack, traffic):
    traffic.get_together("/certificate/learner-5?wait=1.8", "/certificate/learner-6?wait=1.8")
    time.sleep(1)


@fault("2.2", "tls-certificate")
def certificate_missing(stack, traffic):
    tls = stack.home / "conf" / "tls.conf"
    tls.write_text(
        "ssl_certificate %s/tls/tutor.pem;\nssl_certificate_key %s/tls/tutor.key;\n"
        % (stack.home, stack.home),
        encoding="utf-8",
    )
    stack.reload_nginx()
    time.sleep(0.5)
    tls.unlink()
    traffic.healthy(2)


@fault("2.3", "static-not-found")
def script_not_deployed(stack, traffic):
    with moved_away(stack.home / "static" / "tutor.js"):
        for _ in range(4):
            traffic.get("/static/tutor.js")


@fault("2.3", "static-permission")
def stylesheet_unreadable(stack, traffic):
    with mode(stack.home / "static" / "site.css", 0):
        for _ in range(4):
            traffic.get("/static/site.css")


@fault("3.3", "permission-denied")
def homework_folder_closed(stack, traffic):
    with mode(stack.data / "homework", 0o400):
        for _ in range(3):
            traffic.hand_in()


@fault("3.3", "permission-denied")
def database_read_only(stack, traffic):
    with mode(stack.database, 0o444):
        for _ in range(3):
            traffic.ask()


@fault("4.1", "out-of-memory")
def transcript_too_large(stack, traffic):
    for _ in range(3):
        traffic.get("/transcript/learner-9?pages=9000")


@fault("4.1", "out-of-memory")
def worker_killed(stack, traffic):
    stack.signal_worker(signal.SIGKILL)


@fault("4.2", "disk-full")
def homework_disk_full(stack, traffic):
    folder = stack.data / "homework"
    with moved_away(folder):
        # A device that is always full; what the application sees is the same errno.
        folder.mkdir()
        for learner in range(1, 40):
            (folder / ("learner-%d.txt" % learner)).symlink_to("/dev/full")
        for _ in range(3):
            traffic.hand_in()
        shutil.rmtree(folder)


@fault("5.1", "sqlite-locked")
def database_locked(stack, traffic):
    holder = sqlite3.connect(stack.database)
    holder.execute("BEGIN EXCLUSIVE")
    traffic.ask()
    traffic.get("/history/learner-8")
    traffic.ask()
    holder.rollback()
    holder.close()


@fault("5.1", "sqlite-corrupt")
def database_overwritten(stack, traffic):
    with damaged(stack.database):
        stack.database.write_bytes(b"restored from the wrong backup\n" * 400)
        for _ in range(3):
            traffic.ask()


@fault("5.1", "sqlite-corrupt")
def database_pages_lost(stack, traffic):
    with damaged(stack.database):
        size = stack.database.stat().st_size
        with open(stack.database, "r+b") as database:
            database.seek(4096)
            database.write(b"\xff" * (size - 4096))
        for _ in range(3):
            traffic.get("/history/learner-8")


@fault("5.1", "sqlite-cannot-open")
def data_folder_not_mounted(stack, traffic):
    with moved_away(stack.data):
        for _ in range(3):
            traffic.get("/history/learner-11")


@fault("5.1", "sqlite-other")
def migration_forgotten(stack, traffic):
    with damaged(stack.database):
        with sqlite3.connect(stack.database) as database:
            database.execute("ALTER TABLE turns RENAME TO turns_2")
        database.close()
        for _ in range(3):
            traffic.get("/history/learner-12")


@fault("5.2", "faiss-load")
def index_missing(stack, traffic):
    with moved_away(stack.data / "lessons.faiss"):
        for _ in range(3):
            traffic.get("/lessons?q=fractions")


@fault("5.2", "faiss-load")
def index_cut_short(stack, traffic):
    index = stack.data / "lessons.faiss"
    with damaged(index):
        with open(index, "r+b") as half:
            half.truncate(index.stat().st_size // 2)
        for _ in range(3):
            traffic.get("/lessons?q=fractions")


@fault("6", "app-error")
def unknown_learner(stack, traffic):
    for number in range(12):
        traffic.get("/marks/learner-%d" % (20 + number % 3))


@fault("7", "debug-mode")
def debug_server_started(stack, traffic):
    server = stack.start_debug_server()
    until("its debugger is active", lambda: b"Debugger PIN" in stack.app_log.read_bytes())
    stack.stop(server)


# Faults that have nothing to do with each other, happen at the same time, and leave each other's
# pages alone. None could be the other's cause: what could be is linked by time, right or wrong.
PAIRS = [
    ("database_locked", "script_not_deployed"),
    ("index_cut_short", "unknown_learner"),
    ("migration_forgotten", "homework_folder_closed"),
    ("package_removed", "stylesheet_unreadable"),
    ("homework_disk_full", "stylesheet_unreadable"),
    ("worker_crashed", "script_not_deployed"),
]
