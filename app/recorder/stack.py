"""The recorded stack: nginx in front of gunicorn with a Flask application, in one private folder."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from processes import Processes, children, until

HERE = Path(__file__).resolve().parent
GUNICORN = "/usr/bin/gunicorn"
NGINX = "/usr/sbin/nginx"
TIMEOUT = 3  # gunicorn's, in seconds
MEMORY = 3 << 30  # address space of gunicorn and its workers


class Stack:
    """Everything runs as the current user; nothing listens but on loopback."""

    def __init__(self, home, variant):
        self.home = home
        self.variant = variant
        self.port = free_port()
        self.app_port = free_port()
        self._debug_port = free_port()
        self._gunicorn = None
        self._nginx = None
        self._processes = Processes(
            {
                "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG": "C.UTF-8",
                "TZ": variant.zone,
                "PYTHONPATH": str(home / "app"),
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONUNBUFFERED": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
                "WERKZEUG_DEBUG_PIN": "100-200-300",
                **self.settings(),
            },
            str(home),
        )

    def settings(self):
        """What the application reads from its environment."""
        return {
            "TUTOR_HOME": str(self.home),
            "TUTOR_LOG_FORMAT": self.variant.app_format,
        }

    @property
    def logs(self):
        return self.home / "logs"

    @property
    def app_log(self):
        return self.logs / "tutor" / "app.log"

    @property
    def data(self):
        return self.home / "data"

    @property
    def database(self):
        return self.data / "tutor.db"

    @property
    def socket(self):
        return self.home / "run" / "tutor.sock"

    @property
    def upstream(self):
        """Where nginx finds gunicorn, as nginx writes it."""
        return "127.0.0.1:%d" % self.app_port if self.variant.tcp else "unix:%s" % self.socket

    def prepare(self):
        for name in ("app", "conf", "run", "data/homework", "static"):
            (self.home / name).mkdir(parents=True)
        for name in ("nginx", "gunicorn", "tutor"):
            (self.logs / name).mkdir(parents=True)
        shutil.copytree(HERE / "tutor", self.home / "app" / "tutor")
        shutil.copytree(HERE / "marking", self.home / "app" / "marking")
        shutil.copy(HERE / "wsgi.py", self.home / "app")
        shutil.copytree(HERE / "static", self.home / "static", dirs_exist_ok=True)
        template = (HERE / "nginx.conf.in").read_text(encoding="utf-8")
        for name, value in (
            ("HOME", self.home),
            ("PORT", self.port),
            ("ACCESS_FORMAT", self.variant.nginx_format),
            ("UPSTREAM", self.upstream),
        ):
            template = template.replace("@%s@" % name, str(value))
        (self.home / "conf" / "nginx.conf").write_text(template, encoding="utf-8")
        self._run_python(
            "import sys; from tutor import lessons, store; "
            "store.create(sys.argv[1]); lessons.create(sys.argv[1])",
            str(self.home),
        )

    def start(self):
        self._nginx = self._processes.start(
            [NGINX, "-e", str(self.logs / "nginx" / "error.log")]
            + ["-c", str(self.home / "conf" / "nginx.conf")]
        )
        self.start_gunicorn()
        until("nginx listens", lambda: connects(self.port))

    def start_gunicorn(self):
        self._gunicorn = self.launch_gunicorn("unix:%s" % self.socket)
        until("gunicorn has its workers", lambda: len(self.workers()) == self.variant.workers)
        until("the application answers", lambda: answers(self.app_port), seconds=30)

    def launch_gunicorn(self, *more_binds):
        """Starts gunicorn on the service's TCP port and waits for nothing."""
        binds = [*more_binds, "127.0.0.1:%d" % self.app_port]
        return self._processes.start(
            [GUNICORN, "--workers", str(self.variant.workers), "--timeout", str(TIMEOUT)]
            + [argument for bind in binds for argument in ("--bind", bind)]
            + ["--error-logfile", str(self.logs / "gunicorn" / "error.log")]
            + ["--access-logfile", str(self.logs / "gunicorn" / "access.log")]
            + self.variant.gunicorn_options
            + ["wsgi:application"],
            memory=MEMORY,
        )

    def stop_gunicorn(self):
        self._processes.stop(self._gunicorn)

    def wait_for(self, process):
        self._processes.wait(process)

    def workers(self):
        return children(self._gunicorn.pid)

    def signal_worker(self, number):
        """Signals one worker and waits for its successor."""
        victim = self.workers()[0]
        os.kill(victim, number)
        until(
            "gunicorn has replaced worker %d" % victim,
            lambda: victim not in self.workers() and len(self.workers()) == self.variant.workers,
        )

    def reload_nginx(self):
        self._nginx.send_signal(signal.SIGHUP)

    def start_debug_server(self):
        server = self._processes.start(
            [sys.executable, "-m", "flask", "--app", "wsgi:application", "--debug", "run"]
            + ["--port", str(self._debug_port)]
        )
        until("the development server listens", lambda: connects(self._debug_port))
        return server

    def stop(self, process):
        self._processes.stop(process)

    def close(self):
        self._processes.close()

    def scrub(self, text):
        """What names this machine, replaced by what a server would have."""
        return (
            text.replace(str(self.home), "/srv/tutor")
            .replace("127.0.0.1:%d" % self.app_port, "127.0.0.1:8000")
            .replace("('127.0.0.1', %d)" % self.app_port, "('127.0.0.1', 8000)")
            .replace("127.0.0.1:%d" % self._debug_port, "127.0.0.1:5000")
        )

    def _run_python(self, program, *arguments):
        process = self._processes.start(
            [sys.executable, "-c", program, *arguments], output=subprocess.PIPE
        )
        output, _ = process.communicate(timeout=60)
        if process.returncode != 0:
            raise RuntimeError("preparing the data failed:\n" + output.decode())


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def connects(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port):
    """Past nginx, whose log would show failures that belong to no fault."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"User-Agent": "health-check/1.0"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
