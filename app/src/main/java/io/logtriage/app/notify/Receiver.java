package io.logtriage.app.notify;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Who is told. */
public sealed interface Receiver permits Webhook, Alertmanager, Preview {

  /** Anything that takes a JSON object with a field {@code text}: Slack, Teams, one's own. */
  static Receiver webhook(Address address, boolean textOnly, Links links) {
    return new Webhook(new Post(address), address.toString(), textOnly, links);
  }

  /**
   * Prometheus' Alertmanager.
   *
   * @param address its root, without {@code /api/v2}
   * @param remind how often what is open is told again, for it forgets what it does not hear of
   */
  static Receiver alertmanager(Address address, Duration remind, Links links) {
    return new Alertmanager(
        new Post(address.at("/api/v2/alerts")), address.toString(), remind, links);
  }

  /** Nobody: requests are shown instead of sent. */
  static Receiver preview(Receiver of, Consumer<String> request) {
    return new Preview(of, request);
  }

  /** For messages; without what is secret. */
  String where();

  /** The body of the request that tells this. */
  byte[] body(Message message);

  Answer send(byte[] body);

  /** How often {@link #reminder} is due; zero for never. */
  default Duration remindEvery() {
    return Duration.ZERO;
  }

  /** The body of a request that says these are still open. */
  default byte[] reminder(List<Notice> open) {
    return new byte[0];
  }
}
