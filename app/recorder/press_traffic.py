"""What the print shop's customers do."""

import urllib.parse

from traffic import Traffic

_TEXTS = [
    "invitation, cream paper",
    "a poster that says 502 Bad Gateway",
    "warning signs: Permission denied",
    "one hundred stickers, [Errno 28] No space left on device",
    "a mug with WORKER TIMEOUT (pid:1) on it",
    "leaflets: sqlite3.OperationalError: database is locked",
]
_PATHS = [
    "/",
    "/static/shop.css",
    "/static/logo.svg",
    "/orders/12",
    "/orders/500",
    "/orders/502",
    "/designs?like=sailing+ships",
    "/designs?like=could+not+open+index+faiss",
    "/stock/a4",
    "/postage/de",
    "/discounts/school",
    "/posters/2",
    "/press-run/0.1",
    "/favicon.ico",
]


class PressTraffic(Traffic):
    HOST = "print.example"

    def healthy(self, requests):
        for _ in range(requests):
            choice = self._rng.random()
            if choice < 0.25:
                status = self.order()
            elif choice < 0.35:
                status = self.hand_in_proof(self._rng.randrange(50))
            else:
                path = self._rng.choice(_PATHS)
                status = self.get(path)
                status = 200 if path == "/favicon.ico" and status == 404 else status
            if status != 200:
                raise RuntimeError("healthy traffic was answered with %d" % status)

    def order(self):
        form = {
            "customer": "customer-%d" % self._rng.randrange(400),
            "text": self._rng.choice(_TEXTS),
        }
        return self.send(
            "POST",
            "/orders",
            urllib.parse.urlencode(form),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )

    def hand_in_proof(self, number, name="proof-%d.pdf"):
        name = name % number if "%d" in name else name
        return self.send("POST", "/proofs/" + name, "%PDF" + "." * 6000, {})
