package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes imports as Kibana 8.19 does, with its checks of headers, form and references and its words,
 * and fails when it is told to.
 */
final class StubKibana implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile("(?:/s/(?<space>[^/]+))?/api/saved_objects/_import\\?overwrite=true");
  private static final Pattern FORM =
      Pattern.compile(
          "--(?<boundary>[^\\r]+)\\r\\nContent-Disposition: form-data; name=\"file\";"
              + " filename=\"(?<name>[^\"]+)\"\\r\\nContent-Type: [^\\r]+\\r\\n\\r\\n"
              + "(?<file>.*)\\r\\n--(?<again>[^\\r]+)--\\r\\n",
          Pattern.DOTALL);

  private final HttpServer server;
  private final Set<String> spaces = new ConcurrentSkipListSet<>(Set.of("default"));
  private final Map<String, JsonNode> objects = new ConcurrentSkipListMap<>();
  private final Map<String, String> refused = new ConcurrentSkipListMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Queue<KibanaAnswer> faults = new ConcurrentLinkedQueue<>();
  private volatile @Nullable String authorization;

  StubKibana() throws IOException {
    this(0);
  }

  StubKibana(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void addSpace(String id) {
    spaces.add(id);
  }

  /** From now on others are refused. */
  void wants(String newAuthorization) {
    authorization = newAuthorization;
  }

  /** Objects of that id are refused with that error, in JSON. */
  void refuses(String id, String error) {
    refused.put(id, error);
  }

  /** What somebody else put there. */
  void holds(String space, String typeAndId) {
    objects.put(space + " " + typeAndId, SavedObject.JSON.createObjectNode());
  }

  /** What is answered next, whatever is asked. */
  void answers(int status, String body) {
    faults.add(new KibanaAnswer(status, body, false, ""));
  }

  /** Objects that were taken, by space, type and id. */
  Map<String, JsonNode> objects() {
    return new TreeMap<>(objects);
  }

  /** Method and path of every request. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(asked);
      KibanaAnswer fault = faults.poll();
      KibanaAnswer answer = fault == null ? answer(exchange, asked, body) : fault;
      byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("kbn-name", "stub");
      exchange.getResponseHeaders().add("Location", "/login?next=%2F");
      exchange.sendResponseHeaders(answer.status(), said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private KibanaAnswer answer(HttpExchange exchange, String asked, String body) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null && !authorization.equals(given)) {
      return error(401, "Unauthorized", "[security_exception]: unable to authenticate");
    }
    if (asked.startsWith("GET /api/spaces/space/")) {
      return spaces.contains(asked.substring(asked.lastIndexOf('/') + 1))
          ? new KibanaAnswer(200, "{}", false, "")
          : error(404, "Not Found", "Not Found");
    }
    Matcher path = PATH.matcher(asked.replaceFirst("POST ", ""));
    if (!asked.startsWith("POST ") || !path.matches()) {
      return error(404, "Not Found", "Not Found");
    }
    if (exchange.getRequestHeaders().getFirst("kbn-xsrf") == null) {
      return error(400, "Bad Request", "Request must contain a kbn-xsrf header.");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!type.startsWith("multipart/form-data; boundary=")) {
      return error(415, "Unsupported Media Type", "Unsupported Media Type");
    }
    Matcher form = FORM.matcher(body);
    if (!form.matches()
        || !form.group("boundary").equals(form.group("again"))
        || !type.endsWith("=" + form.group("boundary"))) {
      return error(400, "Bad Request", "Invalid multipart payload format");
    }
    if (!form.group("name").endsWith(".ndjson")) {
      return error(400, "Bad Request", "Invalid file extension");
    }
    String space = path.group("space") == null ? "default" : path.group("space");
    return take(space, form.group("file"));
  }

  private KibanaAnswer take(String space, String file) throws IOException {
    List<JsonNode> sent = new ArrayList<>();
    for (String line : file.split("\n", -1)) {
      if (!line.isBlank()) {
        sent.add(SavedObject.JSON.readTree(line));
      }
    }
    ObjectNode answer = SavedObject.JSON.createObjectNode();
    ArrayNode errors = SavedObject.JSON.createArrayNode();
    ArrayNode taken = SavedObject.JSON.createArrayNode();
    for (JsonNode object : sent) {
      String id = object.path("id").asText();
      ObjectNode told =
          SavedObject.JSON.createObjectNode().put("type", object.path("type").asText());
      told.put("id", id);
      told.putObject("meta").put("title", object.at("/attributes/title").asText());
      if (refused.containsKey(id)) {
        told.set("error", SavedObject.JSON.readTree(refused.get(id)));
        errors.add(told);
      } else {
        if (isElsewhere(space, object)) {
          id = UUID.randomUUID().toString();
          told.put("destinationId", id);
        }
        String key = space + " " + object.path("type").asText() + " " + id;
        if (objects.put(key, object) != null) {
          told.put("overwrite", true);
        }
        taken.add(told);
      }
    }
    answer.put("successCount", taken.size());
    answer.put("success", errors.isEmpty());
    answer.putArray("warnings");
    answer.set("successResults", taken);
    if (!errors.isEmpty()) {
      answer.set("errors", errors);
    }
    return new KibanaAnswer(200, answer.toString(), false, "");
  }

  /** One object of a type and id can only be in one space; a second gets an id of its own. */
  private boolean isElsewhere(String space, JsonNode object) {
    String key = " " + object.path("type").asText() + " " + object.path("id").asText();
    return spaces.stream()
        .anyMatch(other -> !other.equals(space) && objects.containsKey(other + key));
  }

  private static KibanaAnswer error(int status, String error, String message) {
    ObjectNode body = SavedObject.JSON.createObjectNode();
    body.put("statusCode", status).put("error", error).put("message", message);
    return new KibanaAnswer(status, body.toString(), false, "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
