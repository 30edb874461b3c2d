"""The print shop's faults; see faults.py."""

import http.client
import signal
import socket
import sqlite3
import subprocess
import time

from faults import collect, damaged, mode, moved_away
from press_stack import OPENSSL
from processes import until

FAULTS = []
fault = collect(FAULTS)


@fault("1.1", "module-not-found", "bad-gateway", also=["worker-boot-failed"])
def package_forgotten(stack, traffic):
    stack.stop_gunicorn()
    with moved_away(stack.home / "app" / "binding"):
        stack.wait_for(stack.launch_gunicorn())
        for _ in range(3):
            traffic.order()
    stack.start_gunicorn()


@fault("1.1", "worker-boot-failed", "bad-gateway")
def setting_missing(stack, traffic):
    stack.stop_gunicorn()
    with stack.without_setting("PRESS_SECRET"):
        stack.wait_for(stack.launch_gunicorn())
        for _ in range(3):
            traffic.order()
    stack.start_gunicorn()


@fault("1.1", "worker-crashed", "bad-gateway")
def engraving_crashes(stack, traffic):
    for _ in range(2):
        traffic.get("/engraving")
    until("all workers are back", lambda: len(stack.workers()) == stack.variant.workers)


@fault("1.2", "worker-timeout", "bad-gateway", also=["high-latency"], needs="sync workers")
def press_runs_too_long(stack, traffic):
    traffic.get_together("/press-run/60", "/press-run/60")
    time.sleep(3)
    traffic.get("/posters/1")
    until("all workers are back", lambda: len(stack.workers()) == stack.variant.workers)


@fault("1.3", "address-in-use")
def proxy_started_twice(stack, traffic):
    stack.wait_for(stack.launch_nginx())
    traffic.healthy(3)


@fault("1.3", "address-in-use", needs="tcp")
def gunicorn_started_twice(stack, traffic):
    stack.wait_for(stack.launch_gunicorn())
    traffic.healthy(3)


@fault("2.1", "bad-gateway")
def container_killed(stack, traffic):
    stack.kill_gunicorn()
    for number in range(30):
        traffic.get("/orders/%d" % number)
    stack.start_gunicorn()


@fault("2.1", "socket-permission", "bad-gateway", needs="unix socket")
def socket_not_writable(stack, traffic):
    with mode(stack.socket, 0o444):
        for _ in range(4):
            traffic.order()


@fault("2.1", "upstream-timeout", also=["high-latency"], needs="threads")
def folding_machine_slow(stack, traffic):
    traffic.get_together(*["/folding/3.2"] * 3)
    time.sleep(2)


@fault("2.2", "tls-certificate")
def key_of_another(stack, traffic):
    stack.configure(KEY="other")
    stack.reload_nginx()
    stack.configure()
    traffic.healthy(2)


@fault("2.2", "tls-certificate", also=["app-error"])
def postage_certificate_expired(stack, traffic):
    conf = stack.home / "conf"
    stack.stop_service("postage")
    with damaged(conf / "authority.pem"):
        expire(conf)
        stack.start_service("postage", "expired")
        for _ in range(4):
            traffic.get("/postage/fr")
        stack.stop_service("postage")
    stack.start_service("postage")


def expire(conf):
    """A certificate that ended long ago; openssl req makes none."""
    work = conf / "ca"
    work.mkdir()
    (work / "index").write_text("")
    (work / "serial").write_text("01\n")
    (work / "config").write_text(
        "[ca]\ndefault_ca=own\n[own]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s\n"
        "default_md=sha256\npolicy=any\nx509_extensions=names\n[any]\ncommonName=supplied\n"
        "[names]\nsubjectAltName=DNS:localhost\n" % (work, work, work)
    )
    for command in (
        ["req", "-new", "-key", "postage.key", "-out", "expired.csr", "-subj", "/CN=localhost"],
        ["ca", "-batch", "-selfsign", "-config", "ca/config", "-keyfile", "postage.key"]
        + ["-in", "expired.csr", "-out", "expired.pem", "-notext"]
        + ["-startdate", "20200101000000Z", "-enddate", "20200601000000Z"],
        ["x509", "-in", "expired.pem", "-out", "authority.pem"],
    ):
        subprocess.run([OPENSSL, *command], cwd=conf, check=True, capture_output=True)
    (conf / "expired.key").write_bytes((conf / "postage.key").read_bytes())


@fault("2.3", "static-not-found")
def alias_without_slash(stack, traffic):
    stack.configure(STATIC="%s/static/shop" % stack.home)
    stack.reload_nginx()
    for _ in range(3):
        traffic.get("/static/shop.css", referrer="http://print.example/")
        traffic.get("/static/logo.svg", referrer="http://print.example/")
    stack.configure()
    stack.reload_nginx()


@fault("2.3", "static-permission")
def static_folder_closed(stack, traffic):
    with mode(stack.home / "static" / "shop", 0o600):
        for _ in range(3):
            traffic.get("/static/shop.css", referrer="http://print.example/")


@fault("3.2", "connection-refused", also=["app-error", "high-error-rate"])
def stock_service_down(stack, traffic):
    stack.stop_service("stock")
    for paper in ("a4", "a3", "letter"):
        traffic.get("/stock/" + paper)
    stack.start_service("stock")


@fault("3.3", "permission-denied")
def upload_folder_of_another(stack, traffic):
    with mode(stack.home / "run" / "body", 0o500):
        for number in range(3):
            traffic.hand_in_proof(number)


@fault("3.3", "permission-denied")
def proofs_read_only(stack, traffic):
    with mode(stack.data / "proofs", 0o500):
        for number in range(3):
            traffic.hand_in_proof(number, "proof-new-%d.pdf")


@fault("3.3", "permission-denied", also=["app-error"])
def books_read_only(stack, traffic):
    with mode(stack.database, 0o444):
        for _ in range(3):
            traffic.order()


@fault("4.1", "out-of-memory")
def poster_too_large(stack, traffic):
    for _ in range(3):
        traffic.get("/posters/9000")


@fault("4.1", "out-of-memory")
def worker_killed(stack, traffic):
    stack.signal_worker(signal.SIGKILL)


@fault("4.1", "worker-connections")
def too_many_connections(stack, traffic):
    stack.configure(CONNECTIONS=8)
    stack.reload_nginx()
    held = []
    for _ in range(40):
        connection = socket.socket()
        connection.settimeout(1)
        connection.connect(("127.0.0.1", stack.port))
        held.append(connection)
    time.sleep(0.5)
    for connection in held:
        connection.close()
    stack.configure()
    stack.reload_nginx()


@fault("4.2", "disk-full")
def books_full(stack, traffic):
    quota = stack.data / "quota"
    quota.touch()
    for _ in range(40):
        if traffic.order() != 200:
            break
    for _ in range(3):
        traffic.order()
    quota.unlink()


@fault("4.2", "disk-full")
def proxy_cannot_write(stack, traffic):
    stack.configure(ACCESS_LOG="/dev/full")
    stack.reload_nginx()
    for _ in range(3):
        traffic.get("/")
    stack.configure()
    stack.reload_nginx()


@fault("4.2", "disk-full")
def proofs_full(stack, traffic):
    full = stack.data / "proofs" / "proof-full.pdf"
    full.symlink_to("/dev/full")
    for number in range(3):
        traffic.hand_in_proof(number, "proof-full.pdf")
    full.unlink()


@fault("5.1", "sqlite-locked", "upstream-timeout", also=["high-latency"])
def auditor_at_the_books(stack, traffic):
    holder = sqlite3.connect(stack.database)
    holder.execute("BEGIN EXCLUSIVE")
    traffic.get_together("/invoices/7", "/invoices/8")
    time.sleep(4)
    holder.rollback()
    holder.close()


@fault("5.1", "sqlite-corrupt")
def books_truncated(stack, traffic):
    with damaged(stack.database):
        with open(stack.database, "r+b") as books:
            books.truncate(4096 * 2)
        for _ in range(3):
            traffic.order()


@fault("5.1", "sqlite-cannot-open")
def books_folder_gone(stack, traffic):
    with moved_away(stack.data):
        for number in range(3):
            traffic.get("/orders/%d" % number)


@fault("5.1", "sqlite-other", also=["app-error"])
def books_of_an_older_release(stack, traffic):
    with damaged(stack.database):
        books = sqlite3.connect(stack.database)
        books.execute("ALTER TABLE orders RENAME COLUMN customer TO client")
        books.commit()
        books.close()
        for number in range(3):
            traffic.get("/orders/%d" % number)


@fault("5.2", "faiss-load")
def index_empty(stack, traffic):
    with damaged(stack.index):
        stack.index.write_bytes(b"")
        for _ in range(3):
            traffic.get("/designs?like=oak")


@fault("5.2", "faiss-load")
def index_of_another_kind(stack, traffic):
    with damaged(stack.index):
        stack.index.write_text("version https://git-lfs.github.com/spec/v1\n" * 4)
        for _ in range(3):
            traffic.get("/designs?like=oak")


@fault("6", "app-error", "high-error-rate")
def discounts_forgotten(stack, traffic):
    for number in range(40):
        traffic.get("/discounts/customer-%d" % number)


@fault("7", "debug-mode")
def debug_server_started(stack, traffic):
    stack.stop(stack.start_debug_server())


# No faults: what belongs to a working day.


def hung_up(stack, traffic):
    stack.hang_up()
    traffic.healthy(3)


def restarted(stack, traffic):
    stack.stop_gunicorn()
    stack.start_gunicorn()
    traffic.healthy(3)


def logs_rotated(stack, traffic):
    traffic.healthy(3)
    stack.rotate_logs()
    traffic.healthy(3)


def scanned(stack, traffic):
    """What comes by on any address."""
    for path in (
        "/wp-login.php",
        "/.env",
        "/static/../../etc/passwd",
        "/static/wp-content/themes/style.css",
        "/.git/config",
        "/cgi-bin/luci/;stok=/locale?form=country&operation=write&country=$(id>/tmp/502)",
        "/phpmyadmin/index.php?lang=en%20OperationalError:%20database%20is%20locked",
        "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
    ):
        traffic.get(path)
    for port, noise in (
        (stack.port, b"\x16\x03\x01\x00\xee\x01\x00\x00\xea\x03\x03"),
        (stack.port, b"GET / HTTP/1.1\r\nHost: \r\n: bad\r\n\r\n"),
        (stack.port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        (stack.tls_port, b"GET / HTTP/1.0\r\n\r\n"),
        (stack.tls_port, b"\x16\x03\x01\x00\x05hello"),
    ):
        with socket.create_connection(("127.0.0.1", port), 2) as visitor:
            visitor.settimeout(1)
            visitor.sendall(noise)
            try:
                visitor.recv(4096)
            except OSError:
                pass


def visitor_leaves(stack, traffic):
    """Before the answer is there: 499, and a line about it at level info."""
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=5)
    connection.request("GET", "/press-run/0.8", headers={"Host": "print.example"})
    time.sleep(0.2)
    connection.close()
    time.sleep(1)


ORDINARY = [hung_up, restarted, logs_rotated, scanned, visitor_leaves]
