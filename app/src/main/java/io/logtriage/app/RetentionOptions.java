package io.logtriage.app;

import io.logtriage.elastic.Retention;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long documents are kept in Elasticsearch. */
final class RetentionOptions {
  @Option(
      names = "--retain-incidents",
      paramLabel = "TIME",
      defaultValue = "400d",
      converter = DurationConverter.class,
      description =
          "How long a month of incidents is kept in Elasticsearch (default: ${DEFAULT-VALUE}).")
  private Duration retainIncidents;

  @Option(
      names = "--retain-tagged",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = DurationConverter.class,
      description =
          "How long a day of tagged logs is kept in Elasticsearch (default: ${DEFAULT-VALUE}).")
  private Duration retainTagged;

  @Option(
      names = "--retain-parsed",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = DurationConverter.class,
      description =
          "How long a day of parsed logs is kept in Elasticsearch (default: ${DEFAULT-VALUE}).")
  private Duration retainParsed;

  Retention retention() {
    try {
      return new Retention(retainIncidents, retainTagged, retainParsed);
    } catch (IllegalArgumentException zero) {
      throw new WrongUsage(
          "--retain-incidents, --retain-tagged, --retain-parsed: expected more than no time");
    }
  }
}
