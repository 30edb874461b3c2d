package io.logtriage.app.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person looks at an incident, for instance in Kibana.
 *
 * @param template address with {@code {id}} in it, perhaps also {@code {from}} and {@code {to}}:
 *     five minutes before it was seen first, and after it ended; null for none
 */
public record Links(@Nullable String template) {
  private static final String ID = "{id}";
  private static final String FROM = "{from}";
  private static final String TO = "{to}";
  private static final Duration AROUND = Duration.ofMinutes(5);

  /**
   * Checks the template.
   *
   * @throws IllegalArgumentException when it is no http address with {@code {id}} in it
   */
  public Links {
    if (template != null) {
      boolean usable = template.contains(ID) && template.matches("https?://[^\\s]+");
      if (usable) {
        URI.create(template.replace(ID, "0").replace(FROM, "0").replace(TO, "0"));
      } else {
        throw new IllegalArgumentException(
            "'"
                + template
                + "' is no link, expected one like https://kibana:5601/incidents?id={id}");
      }
    }
  }

  /** One for every address: the incident's id and times are put in. */
  Optional<String> to(Notice notice) {
    if (template == null) {
      return Optional.empty();
    }
    String ended = notice.ended();
    return Optional.of(
        template
            .replace(ID, URLEncoder.encode(notice.id(), StandardCharsets.UTF_8))
            .replace(FROM, moment(notice.firstSeen(), AROUND.negated()))
            .replace(TO, ended == null ? "now" : moment(ended, AROUND)));
  }

  /** A time that cannot be read leads to all that Kibana holds, not to nothing. */
  private static String moment(String time, Duration shift) {
    try {
      return Instant.parse(time).plus(shift).toString();
    } catch (DateTimeException unreadable) {
      return shift.isNegative() ? "now-400d" : "now";
    }
  }
}
