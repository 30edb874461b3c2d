package io.logtriage.app.notify;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person looks at an incident, for instance in Kibana.
 *
 * @param template address with {@code {id}} in it, null for none
 */
public record Links(@Nullable String template) {
  private static final String ID = "{id}";

  /**
   * Checks the template.
   *
   * @throws IllegalArgumentException when it is no http address with {@code {id}} in it
   */
  public Links {
    if (template != null) {
      boolean usable = template.contains(ID) && template.matches("https?://[^\\s]+");
      if (usable) {
        URI.create(template.replace(ID, "0"));
      } else {
        throw new IllegalArgumentException(
            "'"
                + template
                + "' is no link, expected one like https://kibana:5601/incidents?id={id}");
      }
    }
  }

  Optional<String> to(Notice notice) {
    return template == null
        ? Optional.empty()
        : Optional.of(template.replace(ID, URLEncoder.encode(notice.id(), StandardCharsets.UTF_8)));
  }
}
