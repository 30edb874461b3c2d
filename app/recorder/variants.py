"""Ways in which recordings differ: time zone and line formats."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    name: str
    zone: str
    app_format: str  # of Python's logging
    gunicorn_format: str  # of the access log; empty: gunicorn's own
    nginx_format: str  # name of the log_format

    @property
    def gunicorn_options(self):
        return ["--access-logformat", self.gunicorn_format] if self.gunicorn_format else []


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

VARIANTS = {variant.name: variant for variant in (PLAIN, ZONED, FORMATS)}
