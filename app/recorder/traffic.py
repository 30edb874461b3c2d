"""What learners do, with decoys: harmless requests that speak of errors."""

import http.client
import threading
import urllib.parse

_BROWSERS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
    "curl/8.5.0",
    "uptime-probe/2.1 (alerts on 502 Bad Gateway)",
    "LinkChecker/10 (reports 'connect() failed (111: Connection refused)')",
    "OutageBot/0.4 WORKER TIMEOUT (pid:1)",
]
_QUESTIONS = [
    "how do I add one half and one third",
    "when does the next bus leave",
    "what is a remainder",
    "how do I keep a laboratory notebook",
    "what does 502 Bad Gateway mean",
    "why does it say [Errno 98] Address already in use",
    "what is sqlite3.OperationalError: database is locked",
    "my homework says Permission denied, is that bad",
    "who wrote Worker timed out in my notebook",
    "is ModuleNotFoundError: No module named 'kitchen' about cooking",
]
_PATHS = [
    "/",
    "/?utm_source=newsletter",
    "/static/site.css",
    "/static/tutor.js",
    "/static/logo.svg",
    "/?ref=worker-timeout",
    "/?next=%2Ferrors%2F502",
    "/lessons?q=permission+denied+(13)",
    "/lessons?q=no+space+left+on+device",
    "/lessons?q=long+division",
    "/history/learner-7",
    "/transcript/learner-4?pages=2",
    "/marks/learner-2",
    "/robots.txt",
    "/favicon.ico",
]


class Traffic:
    HOST = "tutor.example"

    def __init__(self, stack, rng):
        self._stack = stack
        self._rng = rng

    def healthy(self, requests):
        """All sorts of requests; each path that ends well must do so (404 only for bots' paths)."""
        for _ in range(requests):
            choice = self._rng.random()
            if choice < 0.3:
                status = self.ask()
            elif choice < 0.4:
                status = self.hand_in()
            else:
                path = self._rng.choice(_PATHS)
                status = self.get(path)
                if path in ("/robots.txt", "/favicon.ico"):
                    status = 200 if status == 404 else status
            if status != 200:
                raise RuntimeError("healthy traffic was answered with %d" % status)

    def ask(self):
        learner = "learner-%d" % self._rng.randrange(1, 40)
        form = urllib.parse.urlencode(
            {"learner": learner, "question": self._rng.choice(_QUESTIONS)}
        )
        return self.send(
            "POST", "/ask", form, {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def hand_in(self):
        learner = "learner-%d" % self._rng.randrange(1, 40)
        return self.send("POST", "/homework/" + learner, "My essay has six words.", {})

    def get(self, path, referrer=""):
        return self.send("GET", path, None, {"Referer": referrer} if referrer else {})

    def get_together(self, *paths):
        """At the same time, as several learners would."""
        # The choices are made here, one after another: threads would draw them in any order.
        prepared = [(path, self._address(), self._browser()) for path in paths]
        threads = [threading.Thread(target=self._send, args=("GET", *p)) for p in prepared]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def send(self, method, path, body, headers):
        return self._send(method, path, self._address(), self._browser(), body, headers)

    def _send(self, method, path, address, browser, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self._stack.port, timeout=30)
        try:
            connection.request(
                method,
                path,
                body=body,
                headers={
                    "Host": self.HOST,
                    "User-Agent": browser,
                    "X-Forwarded-For": address,
                    **(headers or {}),
                },
            )
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()

    def _address(self):
        return "203.0.113.%d" % self._rng.randrange(1, 120)

    def _browser(self):
        return self._rng.choice(_BROWSERS)
