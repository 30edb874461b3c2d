package io.logtriage.elastic.kibana;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Sends requests until they are answered for good, or patience has run out. */
final class Attempts {
  private final long start = System.nanoTime();
  private final String where;
  private final Duration patience;
  private final Duration starting;
  private final Duration pause;
  private final Consumer<String> waiting;
  private boolean told;

  /**
   * Sends nothing yet; time runs from here.
   *
   * @param patience how long a Kibana that does not answer is waited for
   * @param starting how long, at least, one that says that it is not ready
   * @param waiting told once, when it has to wait
   */
  Attempts(
      String where,
      Duration patience,
      Duration starting,
      Duration pause,
      Consumer<String> waiting) {
    this.where = where;
    this.patience = patience;
    this.starting = starting.compareTo(patience) > 0 ? starting : patience;
    this.pause = pause;
    this.waiting = waiting;
  }

  /** One request, sent once. */
  interface Request {
    KibanaAnswer send() throws IOException;
  }

  /**
   * Any answer but "later".
   *
   * @throws KibanaFailure when there is none in time, or none that can be trusted
   */
  KibanaAnswer answer(Request request) {
    while (true) {
      try {
        KibanaAnswer answer = request.send();
        if (!answer.later()) {
          return answer;
        }
        waitOrFail(answer.reason(), starting);
      } catch (SSLException e) {
        throw new KibanaFailure(
            ("no trust in Kibana at %s: %s; give the authority that signed its certificate, and see"
                    + " that the certificate is for that host")
                .formatted(where, e.getMessage()),
            e);
      } catch (IOException e) {
        waitOrFail(describe(e), patience);
      }
    }
  }

  private void waitOrFail(String trouble, Duration bound) {
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    if (waited.compareTo(bound) >= 0) {
      throw new KibanaFailure(
          "Kibana at %s is not ready after %d s: %s".formatted(where, waited.toSeconds(), trouble));
    }
    if (!told) {
      told = true;
      waiting.accept("waiting for Kibana at " + where + ": " + trouble);
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KibanaFailure("interrupted while waiting for Kibana", e);
    }
  }

  private static String describe(IOException e) {
    return "no answer ("
        + reason(e)
        + "): check that Kibana runs there and that the address is right";
  }

  /** The JDK's client leaves some of its exceptions without words. */
  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "nobody knows that host";
      }
    }
    String message = e.getMessage();
    if (message != null) {
      return message;
    }
    return e instanceof ConnectException ? "connection refused" : e.getClass().getSimpleName();
  }
}
