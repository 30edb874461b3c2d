package io.logtriage.app.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends JSON to one address and says what came of it. */
final class Post {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int BODY_SHOWN = 300;

  // A redirect is not followed: it would carry the token somewhere else.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Address address;

  Post(Address address) {
    this.address = address;
  }

  Answer send(byte[] json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.uri())
            .timeout(REQUEST)
            .header("Content-Type", "application/json")
            .header("User-Agent", "logtriage")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    address.authorization().ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return answer(response, said(body));
      }
    } catch (IOException e) {
      String message = e.getMessage() == null ? "" : ": " + e.getMessage();
      return new Answer.Later(address.hide(e.getClass().getSimpleName() + message), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Later("interrupted", null);
    }
  }

  private static String said(InputStream body) throws IOException {
    String text = new String(body.readNBytes(BODY_SHOWN), StandardCharsets.UTF_8);
    return text.strip().replaceAll("[\\p{C}\\s]+", " ");
  }

  private Answer answer(HttpResponse<?> response, String said) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Taken();
    }
    String reason = address.hide("HTTP " + status + (said.isEmpty() ? "" : ": " + said));
    if (status >= 500 || status == 429 || status == 408 || status == 425) {
      return new Answer.Later(
          reason, wait(response.headers().firstValue("Retry-After").orElse(null)));
    }
    return new Answer.Refused(
        status < 400 ? reason + " (redirected: give the address it leads to)" : reason);
  }

  /** Retry-After in seconds; its other form, a date, is left to our own patience. */
  private static @Nullable Duration wait(@Nullable String header) {
    if (header == null || !header.strip().matches("\\d{1,6}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(header.strip()));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }
}
