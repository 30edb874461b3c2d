package io.logtriage.patterns.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void isAliveFromTheStart() throws Exception {
    try (HealthServer server = new HealthServer(0, Map.of()).start()) {
      HttpResponse<String> response = get(server, "/health");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"status\":\"alive\"}");
    }
  }

  @Test
  void asksItsSupplierAndAnswers503WhenItIsNotReady() throws Exception {
    try (HealthServer server =
        new HealthServer(0, Map.of("/ready", () -> new HealthServer.Answer(false, "{\"a\":1}")))
            .start()) {
      HttpResponse<String> response = get(server, "/ready");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void aSupplierThatFailsIsNotReadyAndTheReasonIsJson() throws Exception {
    try (HealthServer server =
        new HealthServer(
                0,
                Map.of(
                    "/ready",
                    () -> {
                      throw new IllegalStateException("no \"broker\"\n");
                    }))
            .start()) {
      HttpResponse<String> response = get(server, "/ready");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).isEqualTo("{\"error\":\"no \\\"broker\\\"\\u000a\"}");
    }
  }

  @Test
  void namesItsPagesWhenAskedForAnother() throws Exception {
    try (HealthServer server = new HealthServer(0, Map.of()).start()) {
      HttpResponse<String> response = get(server, "/");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("\"/health\"");
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    try (HealthServer first = new HealthServer(0, Map.of()).start();
        HealthServer second = new HealthServer(first.port(), Map.of())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  private HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
