"""The print shop's stack: other ways to run and to log what the tutor's stack runs and logs."""

import os
import shutil
import signal
import subprocess
import threading
import time
from contextlib import contextmanager

from processes import children, until
from sinks import SINKS
from stack import GUNICORN, HERE, MEMORY, NGINX, Stack, answers, connects, free_port

OPENSSL = "/usr/bin/openssl"
TIMEOUT = 7  # gunicorn's, in seconds


class PressStack(Stack):
    """nginx with TLS, gunicorn as the variant says, and two services that the shop asks."""

    def __init__(self, home, variant):
        self.stock_port = free_port()
        self.postage_port = free_port()
        self.tls_port = free_port()
        self.sink = SINKS[variant.sink](home / "logs")
        super().__init__(home, variant)
        self._services = {}

    def settings(self):
        return {
            "PRESS_HOME": str(self.home),
            "PRESS_LOG": self.sink.application,
            "PRESS_LOG_FORMAT": self.variant.app_format,
            "PRESS_STOCK": "http://127.0.0.1:%d/stock" % self.stock_port,
            "PRESS_POSTAGE": "https://localhost:%d/postage" % self.postage_port,
            "PRESS_SECRET": "for this recording only",
        }

    @property
    def database(self):
        return self.data / "books.sqlite3"

    @property
    def index(self):
        return self.data / "designs.index"

    @property
    def socket(self):
        return self.home / "run" / "press.sock"

    def prepare(self):
        for name in ("app", "conf", "run", "data/proofs", "static/shop"):
            (self.home / name).mkdir(parents=True)
        self.sink.prepare()
        for name in ("press", "binding"):
            shutil.copytree(HERE / name, self.home / "app" / name)
        (self.home / "app" / "wsgi.py").write_text(
            "from press import create_app\n\napplication = create_app()\n", encoding="utf-8"
        )
        shutil.copy(HERE / "static" / "site.css", self.home / "static" / "shop" / "shop.css")
        shutil.copy(HERE / "static" / "logo.svg", self.home / "static" / "shop")
        for name in ("front", "postage", "other"):
            self._certificate(name)
        shutil.copy(self.home / "conf" / "postage.pem", self.home / "conf" / "authority.pem")
        self.configure()
        self._run_python(
            "import sys; from press import books, designs; "
            "books.create(sys.argv[1]); designs.create(sys.argv[1])",
            str(self.home),
        )

    def configure(self, **changes):
        """Writes nginx's configuration, but for these settings as it should be."""
        settings = {
            "HOME": self.home,
            "PORT": self.port,
            "TLS_PORT": self.tls_port,
            "ACCESS_LOG": self.sink.access_log,
            "ERROR_LOG": self.sink.error_log,
            "ACCESS_FORMAT": self.variant.nginx_format,
            "UPSTREAM": self.upstream,
            "STATIC": "%s/static/shop/" % self.home,
            "KEY": "front",
            "CONNECTIONS": 64,
            "BODY_TEMP": "%s/run/body" % self.home,
            **changes,
        }
        text = (HERE / "press.conf.in").read_text(encoding="utf-8")
        for name, value in settings.items():
            text = text.replace("@%s@" % name, str(value))
        (self.home / "conf" / "nginx.conf").write_text(text, encoding="utf-8")

    def start(self):
        self.sink.start()
        for name in ("stock", "postage"):
            self.start_service(name)
        self._nginx = self.launch_nginx()
        self.start_gunicorn()
        until("nginx listens", lambda: connects(self.port))

    def launch_nginx(self):
        return self._logged(
            [NGINX, "-e", self.sink.nginx_start_log, "-c", str(self.home / "conf" / "nginx.conf")],
            "proxy",
        )

    def start_gunicorn(self):
        self._gunicorn = self.launch_gunicorn()
        until(
            "gunicorn has its workers", lambda: len(self.workers()) == self.variant.workers
        )
        until("the application answers", self._responds, seconds=30)

    def launch_gunicorn(self, memory=MEMORY):
        """Starts gunicorn where nginx looks for it and waits for nothing."""
        bind = "127.0.0.1:%d" % self.app_port if self.variant.tcp else "unix:%s" % self.socket
        return self._logged(
            [GUNICORN, "--workers", str(self.variant.workers), "--timeout", str(TIMEOUT)]
            + ["--graceful-timeout", "2", "--bind", bind, *self.sink.gunicorn_options]
            + [*self.variant.gunicorn_options, "wsgi:application"],
            "web",
            memory=memory,
        )

    def _responds(self):
        """Through nginx where only it can reach gunicorn; its log then shows no failure yet."""
        if self.variant.tcp:
            return answers(self.app_port)
        return self.socket.exists() and answers(self.port)

    @contextmanager
    def without_setting(self, name):
        value = self._processes.environment.pop(name)
        try:
            yield
        finally:
            self._processes.environment[name] = value

    def kill_gunicorn(self):
        """Master and workers at once, as when a container is killed."""
        process = self._gunicorn
        os.killpg(process.pid, signal.SIGKILL)
        self._processes.wait(process)

    def hang_up(self):
        before = set(self.workers())
        self._gunicorn.send_signal(signal.SIGHUP)
        until(
            "gunicorn has new workers",
            lambda: len(self.workers()) == self.variant.workers and not before & set(self.workers()),
        )

    def rotate_logs(self):
        self.sink.rotate()
        self._gunicorn.send_signal(signal.SIGUSR1)
        self._nginx.send_signal(signal.SIGUSR1)
        time.sleep(0.3)

    def reload_nginx(self):
        """Returns when the old workers are gone, or the new configuration was refused."""
        before = children(self._nginx.pid)
        super().reload_nginx()
        end = time.monotonic() + 2
        while time.monotonic() < end and set(before) & set(children(self._nginx.pid)):
            time.sleep(0.05)

    def start_service(self, name, certificate="postage"):
        """A service that answers every question with a number."""
        tls = [] if name == "stock" else [str(self.home / "conf" / certificate)]
        port = self.stock_port if name == "stock" else self.postage_port
        self._services[name] = self._processes.start(
            ["/usr/bin/python3", str(HERE / "neighbour.py"), str(port), *tls]
        )
        until("%s listens" % name, lambda: connects(port))

    def stop_service(self, name):
        self._processes.stop(self._services.pop(name))

    def start_debug_server(self):
        server = self._logged(
            ["/usr/bin/python3", "-m", "flask", "--app", "wsgi:application", "--debug", "run"]
            + ["--port", str(self._debug_port)],
            "debug",
        )
        until("the development server listens", lambda: connects(self._debug_port))
        time.sleep(1)  # its reloader says more
        return server

    def close(self):
        super().close()
        self.sink.close()

    def scrub(self, text):
        text = super().scrub(text).replace("/srv/tutor", "/srv/press")
        for port, known in (
            (self.stock_port, 8100),
            (self.postage_port, 8443),
            (self.port, 80),
            (self.tls_port, 443),
        ):
            text = text.replace("127.0.0.1:%d" % port, "127.0.0.1:%d" % known)
        return text

    def _logged(self, command, service, memory=None):
        """Starts a program whose output goes where the variant's logs go."""
        output, stream = self.sink.output(service)
        process = self._processes.start(command, memory=memory, output=output)
        if stream:
            threading.Thread(target=stream, args=(process.stdout,), daemon=True).start()
        return process

    def _certificate(self, name, days=30):
        base = self.home / "conf" / name
        subprocess.run(
            [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(days)]
            + ["-keyout", str(base) + ".key", "-out", str(base) + ".pem"]
            + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
