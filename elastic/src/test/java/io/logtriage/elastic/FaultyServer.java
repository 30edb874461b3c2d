package io.logtriage.elastic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Answers bulk requests with faults that a healthy Elasticsearch does not have; has every alias.
 */
final class FaultyServer implements AutoCloseable {
  private static final String INDEX =
      """
      {"index-000001":{"settings":{"index":{"uuid":"u"}},"mappings":{"_meta":{"generation":1}}}}""";

  private final HttpServer server;
  private final List<String> bulkBodies = new CopyOnWriteArrayList<>();
  private volatile Function<String, Answer> answers = body -> new Answer(200, "{}");

  FaultyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, new Answer(200, INDEX)));
    server.createContext("/_bulk", this::bulk);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on bulk requests are answered so. */
  void answerBulk(int status, String body) {
    answers = request -> new Answer(status, body);
  }

  /** From now on bulk requests are answered by what is in them. */
  void answerBulk(Function<String, Answer> byBody) {
    answers = byBody;
  }

  List<String> bulkBodies() {
    return bulkBodies;
  }

  private void bulk(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bulkBodies.add(body);
    answer(exchange, answers.apply(body));
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
