package io.logtriage.patterns.health;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few pages, most of them JSON, on the loopback address. {@code /health} is always there and says
 * that the process is alive; the others ask their supplier on every request.
 */
public final class HealthServer implements AutoCloseable {
  private final int wantedPort;
  private final Map<String, Supplier<Answer>> pages = new TreeMap<>();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService executor;

  /**
   * One answer.
   *
   * @param ok answered as 200, otherwise as 503
   * @param body what is sent
   * @param type its content type
   */
  public record Answer(boolean ok, String body, String type) {
    public Answer {
      requireNonNull(body, "body is null");
      requireNonNull(type, "type is null");
    }

    /** A page of JSON. */
    public Answer(boolean ok, String json) {
      this(ok, json, "application/json");
    }

    /** A page that Prometheus reads. */
    public static Answer metrics(String text) {
      return new Answer(true, text, "text/plain; version=0.0.4; charset=utf-8");
    }
  }

  /**
   * @param port 0 for a free one
   * @param pages by path, for instance {@code /ready}
   */
  public HealthServer(int port, Map<String, Supplier<Answer>> pages) {
    this.wantedPort = port;
    this.pages.put("/health", () -> new Answer(true, "{\"status\":\"alive\"}"));
    this.pages.putAll(pages);
  }

  /**
   * Starts answering.
   *
   * @throws UncheckedIOException when the port is in use
   */
  public HealthServer start() {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort);
    try {
      HttpServer starting = HttpServer.create(address, 16);
      executor =
          Executors.newFixedThreadPool(
              2,
              work -> {
                Thread thread = new Thread(work, "health");
                thread.setDaemon(true);
                return thread;
              });
      starting.setExecutor(executor);
      starting.createContext("/", this::answer);
      starting.start();
      server = starting;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port "
              + wantedPort
              + " on 127.0.0.1 is not free for /health and /ready; give another one, or 0 for any",
          e);
    }
  }

  /** Where it listens. */
  public int port() {
    return requireNonNull(server, "not started").getAddress().getPort();
  }

  @Override
  public void close() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
    }
    ExecutorService pool = executor;
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Supplier<Answer> page = pages.get(exchange.getRequestURI().getPath());
      if (page == null) {
        send(
            exchange,
            404,
            new Answer(false, "{\"error\":\"no such page\",\"pages\":" + names() + "}"));
        return;
      }
      Answer answer;
      try {
        answer = page.get();
      } catch (RuntimeException e) {
        answer = new Answer(false, "{\"error\":" + quoted(String.valueOf(e.getMessage())) + "}");
      }
      send(exchange, answer.ok() ? 200 : 503, answer);
    }
  }

  private String names() {
    StringBuilder names = new StringBuilder("[");
    for (String name : pages.keySet()) {
      names.append(names.length() == 1 ? "" : ",").append(quoted(name));
    }
    return names.append(']').toString();
  }

  private static void send(HttpExchange exchange, int status, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** A JSON string. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
