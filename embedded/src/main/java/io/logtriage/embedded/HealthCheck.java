package io.logtriage.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a starting Elasticsearch can be used, or knows why it never will be. */
final class HealthCheck {
  private static final long INTERVAL_MILLIS = 50;

  private final EmbeddedElasticsearch.Options options;
  private final ServerFolder folder;
  private final Guard guard;
  private final long deadline;

  HealthCheck(EmbeddedElasticsearch.Options options, ServerFolder folder, Guard guard) {
    this.options = options;
    this.folder = folder;
    this.guard = guard;
    this.deadline = System.nanoTime() + options.patience().toNanos();
  }

  URI await() {
    try {
      Integer port = folder.httpPort();
      while (port == null) {
        pause();
        port = folder.httpPort();
      }
      URI url =
          URI.create(
              (options.tls() == null ? "http://" : "https://") + LocalPort.HOST + ":" + port);
      while (!isHealthy(url)) {
        pause();
      }
      return url;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while Elasticsearch was starting", e);
    }
  }

  private boolean isHealthy(URI url) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
            .timeout(Duration.ofSeconds(10));
    if (options.authorization() != null) {
      request.header("Authorization", options.authorization());
    }
    try {
      HttpResponse<String> answer =
          client().send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 401 || answer.statusCode() == 403) {
        throw new EmbeddedServerException(
            "Elasticsearch on %s answers %d to its health check: with security on, Options.authorization must name a user with the privilege cluster:monitor."
                .formatted(url, answer.statusCode()));
      }
      return answer.statusCode() == 200;
    } catch (IOException e) {
      // It listens a moment before it answers.
      return false;
    }
  }

  private HttpClient client() {
    LocalAuthority tls = options.tls();
    return tls == null
        ? HttpClient.newHttpClient()
        : HttpClient.newBuilder().sslContext(tls.clientContext()).build();
  }

  private void pause() throws InterruptedException {
    if (guard.ended().isDone()) {
      throw failed("ended with status " + guard.ended().join());
    }
    if (System.nanoTime() - deadline > 0) {
      throw failed("was not healthy within " + options.patience().toSeconds() + " s");
    }
    TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
  }

  private EmbeddedServerException failed(String what) {
    String log = folder.lastLines();
    String port = options.port() == 0 ? "a free port" : "port " + options.port();
    return new EmbeddedServerException(
        "Elasticsearch on %s %s. The end of its log:%n%s".formatted(port, what, log));
  }
}
