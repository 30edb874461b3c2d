"""Ways in which recordings differ: time zone and line formats."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    name: str
    zone: str
    app_format: str  # of Python's logging
    gunicorn_format: str  # of the access log; empty: gunicorn's own
    nginx_format: str  # name of the log_format
    threads: int = 0  # of a gunicorn worker; 0 for sync workers
    tcp: bool = False  # whether nginx reaches gunicorn over TCP instead of a unix socket
    overlapping: bool = False  # whether two faults happen at a time
    shop: bool = False  # the print shop instead of the tutor
    sink: str = "files"  # of the shop: files, compose or syslog
    workers: int = 2
    options: tuple = ()  # of gunicorn, beside the others

    def offers(self, needed):
        """Whether a fault that needs this can happen; a worker with threads is never stuck."""
        missing = {
            "unix socket": self.tcp,
            "tcp": not self.tcp,
            "sync workers": self.threads > 0,
            "threads": self.threads == 0,
        }
        return not missing.get(needed, False)

    @property
    def gunicorn_options(self):
        options = ["--access-logformat", self.gunicorn_format] if self.gunicorn_format else []
        options += ["--threads", str(self.threads)] if self.threads else []
        return [*options, *self.options]


# Flask's own format and the servers' defaults.
PLAIN = Variant(
    "plain", "UTC", "[%(asctime)s] %(levelname)s in %(module)s: %(message)s", "", "combined"
)
# nginx's error log and the application's log name no zone: readers must be told.
ZONED = Variant("zoned", "Asia/Kolkata", PLAIN.app_format, "", "combined")
# Other formats that are common: the logging module's documentation, requests with their times.
FORMATS = Variant(
    "formats",
    "UTC",
    "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
    '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s" %(D)s %(p)s',
    "timed",
)

# Threads, TCP and access lines in JSON; the stack runs five hours west of its reader.
THREADED = Variant(
    "threaded",
    "America/New_York",
    "%(asctime)s %(levelname)-8s [%(name)s:%(lineno)d] %(message)s",
    "",
    "json",
    threads=4,
    tcp=True,
)
# Two faults at a time, which have nothing to do with each other.
OVERLAPPING = Variant(
    "overlapping",
    "Asia/Tokyo",
    "%(asctime)s [%(process)d] [%(levelname)s] %(name)s: %(message)s",
    "",
    "timed",
    overlapping=True,
)

# What `docker compose logs` prints: one file, JSON from nginx and the application.
COMPOSE = Variant(
    "compose", "UTC", "json", "", "json", threads=3, tcp=True, shop=True, sink="compose"
)
# One file of rsyslog's; workers that are replaced after some requests.
SYSLOG = Variant(
    "syslog",
    "UTC",
    "%(name)s[%(process)d]: %(levelname)s %(message)s",
    "",
    "timed",
    shop=True,
    sink="syslog",
    workers=3,
    options=("--max-requests", "30", "--max-requests-jitter", "10"),
)
# The application is loaded before the workers are; logs are rotated while they are written.
PRELOAD = Variant(
    "preload",
    "Europe/Berlin",
    "%(asctime)s | %(levelname)s | %(name)s | %(message)s",
    '%({x-forwarded-for}i)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s %(L)s',
    "hosts",
    shop=True,
    options=("--preload", "--max-requests", "60"),
)

VARIANTS = {
    variant.name: variant
    for variant in (PLAIN, ZONED, FORMATS, THREADED, OVERLAPPING, COMPOSE, SYSLOG, PRELOAD)
}
