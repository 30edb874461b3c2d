package io.logtriage.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes whatever is posted, and fails when it is told to. */
final class StubReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Queue<Integer> faults = new ConcurrentLinkedQueue<>();
  private volatile Runnable beforeAnswer = () -> {};

  StubReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Statuses of the next answers; 200 after them. */
  void answers(Integer... statuses) {
    faults.addAll(List.of(statuses));
  }

  /** Runs when a request is there, before it is answered. */
  void beforeAnswer(Runnable action) {
    beforeAnswer = action;
  }

  /** Bodies of the requests that were answered with 200. */
  List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** Path and Authorization of every request. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** {@code opened a, resolved a} of all messages of a webhook, in order. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (JsonNode body : taken) {
      body.path("incidents")
          .forEach(
              incident ->
                  told.add(
                      incident.path("transition").asText()
                          + " "
                          + incident.at("/document/incident/id").asText()));
    }
    return told;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(exchange.getRequestURI() + " " + authorization);
      beforeAnswer.run();
      Integer fault = faults.poll();
      int status = fault == null ? 200 : fault;
      if (status == 200) {
        taken.add(body);
      }
      byte[] said = ("seen " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
