package io.logtriage.elastic.kibana;

import io.logtriage.elastic.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Sends requests to Kibana, each once. */
final class KibanaClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than an import of some thirty objects takes on a busy cluster. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final int MAX_BODY = 1024 * 1024;

  private final KibanaSettings settings;
  private final HttpClient http;

  /**
   * @throws IllegalArgumentException when the certificate authority's file cannot be read
   */
  KibanaClient(KibanaSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    Path authority = settings.certificateAuthority();
    if (authority != null) {
      builder.sslContext(CertificateAuthority.trusting(authority));
    }
    this.http = builder.build();
  }

  /** Puts saved objects into the space, in place of those with the same ids. */
  KibanaAnswer importObjects(String ndjson) throws IOException {
    MultipartFile file = MultipartFile.of("logtriage.ndjson", "application/ndjson", ndjson);
    return send(
        request(settings.base() + "/api/saved_objects/_import?overwrite=true")
            .header("Content-Type", file.contentType())
            .POST(HttpRequest.BodyPublishers.ofString(file.body())));
  }

  /** Says whether the space is there; imports into one that is not would succeed unseen. */
  KibanaAnswer space(String id) throws IOException {
    return send(request(settings.root() + "/api/spaces/space/" + id).GET());
  }

  private HttpRequest.Builder request(String address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER).header("kbn-xsrf", "true");
    settings.credentials().authorization().ifPresent(it -> request.header("Authorization", it));
    return request;
  }

  private KibanaAnswer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new KibanaAnswer(
            response.statusCode(),
            new String(body.readNBytes(MAX_BODY), StandardCharsets.UTF_8),
            response.headers().firstValue("X-elastic-product").isPresent(),
            response.headers().firstValue("Location").orElse(""));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KibanaFailure("interrupted while Kibana was asked", e);
    }
  }
}
