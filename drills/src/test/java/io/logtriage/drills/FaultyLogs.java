package io.logtriage.drills;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Lines as gunicorn and a Flask application write them, stamped with the present. */
final class FaultyLogs {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String now = SECONDS.format(Instant.now());

  /** A worker that did not answer in time, and its successor. */
  List<String> gunicorn() {
    return List.of(
        "[%s +0000] [901] [INFO] Booting worker with pid: 902".formatted(now),
        "[%s +0000] [901] [CRITICAL] WORKER TIMEOUT (pid:902)".formatted(now),
        "[%s +0000] [902] [INFO] Worker exiting (pid: 902)".formatted(now),
        "[%s +0000] [901] [INFO] Booting worker with pid: 903".formatted(now));
  }

  /** One request that failed with a traceback, between two that did not. */
  List<String> application() {
    return List.of(
        "[%s,120] INFO in orders: order 17 accepted".formatted(now),
        "[%s,250] ERROR in app: Exception on /orders/18 [POST]".formatted(now),
        "Traceback (most recent call last):",
        "  File \"/srv/shop/orders.py\", line 42, in accept",
        "    ledger.execute(\"INSERT INTO orders VALUES (?)\", (number,))",
        "sqlite3.OperationalError: database is locked",
        "[%s,300] INFO in orders: order 19 accepted".formatted(now));
  }
}
