package io.logtriage.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before the real Elasticsearch and spoils some bulk requests that go through it. */
final class FaultyRoad implements AutoCloseable {
  private static final String REJECTED =
      "{\"status\":429,\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"queue is full\"}}";

  /** What happens to one bulk request. */
  enum Fault {
    /** It is refused as a whole. */
    FULL_QUEUE,
    /** Every second document of it is refused. */
    FULL_QUEUE_FOR_SOME,
    /** The connection ends before Elasticsearch gets it. */
    CUT_BEFORE,
    /** It is done, and the connection ends instead of an answer. */
    CUT_AFTER,
    /** It is done, and half of the answer comes before the connection ends. */
    HALF_AN_ANSWER,
    /** It is done, and no answer comes. */
    STUCK
  }

  private final ElasticsearchConnection behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  FaultyRoad(ElasticsearchConnection behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What happens to the next bulk requests, in order. */
  void spoilNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  boolean hasFaultsLeft() {
    return !faults.isEmpty();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean bulk = exchange.getRequestURI().getPath().equals("/_bulk");
    Fault fault = bulk ? faults.poll() : null;
    if (fault == null) {
      answer(exchange, forward(exchange, body));
      return;
    }
    switch (fault) {
      case FULL_QUEUE -> answer(exchange, new Answer(429, REJECTED));
      case FULL_QUEUE_FOR_SOME -> answer(exchange, rejectSome(exchange, body));
      case CUT_BEFORE -> exchange.close();
      case CUT_AFTER -> {
        forward(exchange, body);
        exchange.close();
      }
      case HALF_AN_ANSWER -> {
        byte[] whole = forward(exchange, body).body().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case STUCK -> {
        forward(exchange, body);
        awaitEnd();
        exchange.close();
      }
    }
  }

  /** Documents only: each has two lines. */
  private Answer rejectSome(HttpExchange exchange, byte[] body) throws IOException {
    List<String> lines = new String(body, UTF_8).lines().toList();
    StringBuilder taken = new StringBuilder();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      boolean rejected = i / 2 % 2 == 1;
      if (!rejected) {
        taken.append(lines.get(i)).append('\n').append(lines.get(i + 1)).append('\n');
      }
      items.add("{\"index\":" + (rejected ? REJECTED : "{\"status\":200}") + "}");
    }
    Answer answer = forward(exchange, taken.toString().getBytes(UTF_8));
    return new Answer(answer.status(), "{\"items\":[" + String.join(",", items) + "]}");
  }

  private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = uri.getQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getQuery();
    if (path.startsWith("/_bulk")) {
      return behind.sendLines(path, body).join();
    }
    String text = body.length == 0 ? null : new String(body, UTF_8);
    return behind.send(exchange.getRequestMethod(), path, text);
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
