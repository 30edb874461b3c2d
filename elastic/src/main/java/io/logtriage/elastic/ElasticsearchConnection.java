package io.logtriage.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * One cluster to talk to: typed for searching, raw bytes for writing, on the same connections. Safe
 * for use by many threads.
 */
public final class ElasticsearchConnection implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ElasticsearchSettings settings;
  private final RestClient rest;
  private final ElasticsearchClient client;

  private ElasticsearchConnection(ElasticsearchSettings settings, RestClient rest) {
    this.settings = settings;
    this.rest = rest;
    this.client = new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
  }

  /**
   * Reads the certificate authority, if any; sends nothing yet.
   *
   * @throws IllegalArgumentException when the certificate authority's file cannot be read
   */
  public static ElasticsearchConnection open(ElasticsearchSettings settings) {
    return new ElasticsearchConnection(settings, RestClients.build(settings));
  }

  /** As {@link #open(ElasticsearchSettings)}, with less patience with a server that is stuck. */
  static ElasticsearchConnection open(ElasticsearchSettings settings, Duration patience) {
    return new ElasticsearchConnection(settings, RestClients.build(settings, patience));
  }

  /** The typed client, for what this module does not offer. */
  public ElasticsearchClient client() {
    return client;
  }

  /** The addresses, for messages. */
  public String where() {
    return settings.where();
  }

  /**
   * Waits until the cluster answers and can take documents.
   *
   * @param patience how long to try; zero tries once
   * @throws ElasticsearchFailure when it does not in that time, or refuses our credentials
   */
  public void awaitReady(Duration patience) {
    long start = System.nanoTime();
    while (true) {
      String trouble;
      try {
        Answer answer = send("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s", null);
        if (answer.ok()) {
          return;
        }
        if (answer.forbidden()) {
          throw forbidden(answer, "monitor");
        }
        trouble = answer.reason();
      } catch (IOException e) {
        trouble = describe(e);
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(patience) >= 0) {
        throw unreachable(trouble, waited);
      }
      pause(trouble, waited);
    }
  }

  /**
   * @param body JSON, null for none
   * @return the answer, also when it is an error
   * @throws IOException when there is none
   */
  Answer send(String method, String path, @Nullable String body) throws IOException {
    return perform(
        method,
        path,
        body == null
            ? null
            : new NByteArrayEntity(
                body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
  }

  /** Returns before the answer, which fails with an {@link IOException} when there is none. */
  CompletableFuture<Answer> sendLines(String path, byte[] lines) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    NByteArrayEntity entity =
        new NByteArrayEntity(lines, ContentType.create("application/x-ndjson"));
    rest.performRequestAsync(
        request("POST", path, entity),
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            complete(response);
          }

          @Override
          public void onFailure(Exception failure) {
            if (failure instanceof ResponseException refused) {
              complete(refused.getResponse());
            } else {
              answer.completeExceptionally(failure);
            }
          }

          private void complete(Response response) {
            try {
              answer.complete(answer(response));
            } catch (IOException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          }
        });
    return answer;
  }

  private Answer perform(String method, String path, @Nullable HttpEntity entity)
      throws IOException {
    try {
      return answer(rest.performRequest(request(method, path, entity)));
    } catch (ResponseException e) {
      return answer(e.getResponse());
    }
  }

  private static Request request(String method, String path, @Nullable HttpEntity entity) {
    String[] pathAndQuery = path.split("\\?", 2);
    Request request = new Request(method, pathAndQuery[0]);
    if (pathAndQuery.length == 2) {
      for (String parameter : pathAndQuery[1].split("&", -1)) {
        String[] nameAndValue = parameter.split("=", 2);
        request.addParameter(nameAndValue[0], nameAndValue[1]);
      }
    }
    if (entity != null) {
      request.setEntity(entity);
    }
    return request;
  }

  private static Answer answer(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    String body = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8);
    return new Answer(response.getStatusLine().getStatusCode(), body);
  }

  /** Why there was no answer, with the address. */
  String describe(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "no answer from "
        + where()
        + " ("
        + message
        + "): check that Elasticsearch runs there and that the address is right";
  }

  ElasticsearchFailure forbidden(Answer answer, String right) {
    return new ElasticsearchFailure(
        Kind.FORBIDDEN,
        "Elasticsearch at %s refuses us as %s: %s; check the credentials, and that they grant %s"
            .formatted(where(), settings.credentials(), answer.reason(), right));
  }

  private ElasticsearchFailure unreachable(String trouble, Duration waited) {
    return new ElasticsearchFailure(
        Kind.UNREACHABLE,
        "Elasticsearch at %s is not ready after %d s: %s"
            .formatted(where(), waited.toSeconds(), trouble));
  }

  private void pause(String trouble, Duration waited) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(trouble + "; interrupted", waited);
    }
  }

  @Override
  public void close() {
    try {
      rest.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
