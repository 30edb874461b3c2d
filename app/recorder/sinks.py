"""Where the print shop's programs log to."""

import os
import socket
import subprocess
import threading
from datetime import datetime, timezone


class Files:
    """A file for each program and purpose, which logrotate renames."""

    def __init__(self, logs):
        self._logs = logs
        self.application = str(logs / "press" / "app.log")
        self.access_log = str(logs / "nginx" / "access.log")
        self.error_log = str(logs / "nginx" / "error.log")
        self.nginx_start_log = self.error_log
        self.gunicorn_options = [
            "--error-logfile", str(logs / "gunicorn" / "error.log"),
            "--access-logfile", str(logs / "gunicorn" / "access.log"),
        ]  # fmt: skip

    def prepare(self):
        for name in ("nginx", "gunicorn", "press"):
            (self._logs / name).mkdir(parents=True)

    def start(self):
        pass

    def output(self, service):
        """What a program prints, without times; gunicorn's goes where its log is, as with `2>&1`."""
        name = "gunicorn/error.log" if service == "web" else "nginx/console.log"
        path = self._logs / name
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), None

    def rotate(self):
        """As logrotate: access.log becomes access.log.1, that access.log.2."""
        for path in sorted(self._logs.rglob("*.log")):
            _shift(path, 1)

    def close(self):
        pass


class Compose:
    """One file, as `docker compose logs --no-color` prints what containers say."""

    application = "stderr"
    access_log = "/dev/stdout"
    error_log = "stderr"
    nginx_start_log = "stderr"
    gunicorn_options = ["--error-logfile", "-", "--access-logfile", "-"]

    def __init__(self, logs):
        self._logs = logs
        self._lock = threading.Lock()

    def prepare(self):
        self._logs.mkdir()

    def start(self):
        self._out = open(self._logs / "compose.log", "a", encoding="utf-8")

    def output(self, service):
        head = "%-8s| " % (service + "-1")

        def stream(pipe):
            for line in pipe:
                with self._lock:
                    self._out.write(head + line.decode("utf-8", "replace").rstrip("\n") + "\n")
                    self._out.flush()

        return subprocess.PIPE, stream

    def rotate(self):
        pass

    def close(self):
        self._out.close()


class Syslog:
    """One file, as rsyslog of Debian 12 writes what it hears on a socket."""

    def __init__(self, logs):
        self._logs = logs
        self._path = str(logs.parent / "run" / "log")
        self.application = "syslog:" + self._path
        self.access_log = "syslog:server=unix:%s,tag=nginx,nohostname" % self._path
        self.error_log = self.access_log
        self.nginx_start_log = "/dev/null"
        self.gunicorn_options = ["--log-syslog", "--log-syslog-to", "unix://%s#dgram" % self._path]
        self.gunicorn_options += ["--access-logfile", "/dev/null", "--error-logfile", "/dev/null"]

    def prepare(self):
        self._logs.mkdir()

    def start(self):
        self._out = open(self._logs / "syslog", "a", encoding="utf-8")
        self._lock = threading.Lock()
        self._heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._heard.bind(self._path)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            packet = self._heard.recv(65536)
            text = packet.decode("utf-8", "replace").rstrip("\0\n")
            text = text.partition(">")[2]
            if text[3:4] == " " and text[6:7] == " " and text[9:10] == ":":
                text = text[16:]  # nginx says the time itself, in a form without a zone
            if ": " not in text.split(" ", 1)[0] + " ":
                text = text if text.startswith(("nginx:", "gunicorn")) else "press: " + text
            self._write(text.replace("\n", "#012"))

    def _write(self, text):
        now = datetime.now(timezone.utc).isoformat(timespec="microseconds")
        with self._lock:
            self._out.write("%s print-1 %s\n" % (now, text))
            self._out.flush()

    def output(self, service):
        def stream(pipe):
            for line in pipe:  # as systemd hands over what a unit prints
                name = "nginx[590]" if service == "proxy" else "gunicorn[611]"
                self._write("%s: %s" % (name, line.decode("utf-8", "replace").rstrip("\n")))

        return subprocess.PIPE, stream

    def rotate(self):
        with self._lock:
            self._out.close()
            path = self._logs / "syslog"
            _shift(path, 1)
            self._out = open(path, "a", encoding="utf-8")

    def close(self):
        self._out.close()


def _shift(path, number):
    older = path.with_name("%s.%d" % (path.name if number == 1 else path.stem, number))
    if older.exists():
        _shift(older, number + 1)
    path.rename(older)


SINKS = {"files": Files, "compose": Compose, "syslog": Syslog}
