package io.logtriage.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before an Elasticsearch: lets everything through, and hears of each bulk request. */
final class ElasticGate implements AutoCloseable {
  private static final String REFUSAL =
      "{\"error\":{\"type\":\"security_exception\",\"reason\":\"missing authentication\"},\"status\":401}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String elastic;
  private final Guard guard;

  /** Decides what becomes of a request. */
  interface Guard {
    /** Whether a request may go through; {@code authorization} is null when there is none. */
    boolean enters(String authorization);

    /** Called when a bulk request is done, before it is answered. */
    void bulkDone() throws InterruptedException;
  }

  ElasticGate(String elastic, Guard guard) throws IOException {
    this.elastic = elastic;
    this.guard = guard;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!guard.enters(exchange.getRequestHeaders().getFirst("Authorization"))) {
      refuse(exchange);
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(elastic + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      if (exchange.getRequestURI().getPath().equals("/_bulk")) {
        guard.bulkDone();
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("content-type") || name.startsWith("x-elastic")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] answered = answer.body();
      exchange.sendResponseHeaders(
          answer.statusCode(), answered.length == 0 ? -1 : answered.length);
      exchange.getResponseBody().write(answered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** As Elasticsearch does. */
  private static void refuse(HttpExchange exchange) throws IOException {
    byte[] answer = REFUSAL.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-elastic-product", "Elasticsearch");
    exchange.sendResponseHeaders(401, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
