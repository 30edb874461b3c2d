package io.logtriage.app;

import io.logtriage.app.notify.Address;
import io.logtriage.app.notify.Links;
import io.logtriage.app.notify.Receiver;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.kibana.KibanaLinks;
import io.logtriage.elastic.kibana.KibanaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who is told. Secrets come from the environment ({@code LOGTRIAGE_WEBHOOK}, {@code
 * LOGTRIAGE_WEBHOOK_TOKEN}, {@code LOGTRIAGE_ALERTMANAGER_TOKEN}) or from files; a command line can
 * be read by other users of the machine.
 */
final class ReceiverOptions {
  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "Gets a JSON object with 'text' (Slack, Teams) and 'incidents'. An address that is itself"
              + " a secret belongs into LOGTRIAGE_WEBHOOK or a file.")
  private @Nullable String webhook;

  @Option(names = "--webhook-file", paramLabel = "FILE", description = "File that holds the URL.")
  private @Nullable Path webhookFile;

  @Option(
      names = "--webhook-token-file",
      paramLabel = "FILE",
      description = "File that holds a bearer token (or LOGTRIAGE_WEBHOOK_TOKEN).")
  private @Nullable Path webhookTokenFile;

  @Option(names = "--text-only", description = "Send the webhook 'text' and nothing else.")
  private boolean textOnly;

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description = "Root of a Prometheus Alertmanager, which gets one alert per incident.")
  private @Nullable String alertmanager;

  @Option(
      names = "--alertmanager-token-file",
      paramLabel = "FILE",
      description = "File that holds a bearer token (or LOGTRIAGE_ALERTMANAGER_TOKEN).")
  private @Nullable Path alertmanagerTokenFile;

  @Option(
      names = "--remind",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description =
          "How often Alertmanager hears of what is still open; it forgets after four times that"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration remind = Duration.ofMinutes(1);

  @Option(
      names = "--link",
      paramLabel = "URL",
      description =
          "Where to look at an incident, with {id} in it, and {from} and {to} where they are wanted.")
  private @Nullable String link;

  @Option(
      names = "--kibana",
      paramLabel = "URL",
      description = "Link to the dashboard of the incident's log lines, which setup --kibana made.")
  private @Nullable String kibana;

  @Option(
      names = "--kibana-space",
      paramLabel = "ID",
      description = "Kibana space of that dashboard (default: the default space).")
  private @Nullable String space;

  /**
   * By the name of their subscription.
   *
   * @param prefix of indices, which dashboards are named after
   */
  Map<String, Receiver> receivers(String prefix) {
    if (remind.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new WrongUsage("--remind: expected 1s or more");
    }
    Map<String, Receiver> receivers = new LinkedHashMap<>();
    try {
      Links links = new Links(linkTemplate(prefix));
      String hook = webhookFile == null ? webhook : read("--webhook-file", webhookFile);
      if (hook != null) {
        String token = token("--webhook-token-file", webhookTokenFile, "LOGTRIAGE_WEBHOOK_TOKEN");
        receivers.put(
            "webhook", Receiver.webhook(address("--webhook", hook, token), textOnly, links));
      }
      if (alertmanager != null) {
        String token =
            token(
                "--alertmanager-token-file", alertmanagerTokenFile, "LOGTRIAGE_ALERTMANAGER_TOKEN");
        receivers.put(
            "alertmanager",
            Receiver.alertmanager(address("--alertmanager", alertmanager, token), remind, links));
      }
    } catch (IllegalArgumentException unusable) {
      throw new WrongUsage(String.valueOf(unusable.getMessage()));
    }
    if (receivers.isEmpty()) {
      throw new WrongUsage(
          "nobody to tell: give --webhook URL (or LOGTRIAGE_WEBHOOK, --webhook-file FILE) or"
              + " --alertmanager URL");
    }
    return receivers;
  }

  private @Nullable String linkTemplate(String prefix) {
    if (link != null || kibana == null) {
      return link;
    }
    KibanaSettings settings = KibanaSettings.of(kibana).inSpace(space);
    return new KibanaLinks(settings, new IndexNames(prefix)).incident("{id}", "{from}", "{to}");
  }

  private static Address address(String option, String text, @Nullable String token) {
    try {
      return Address.of(text, token);
    } catch (IllegalArgumentException unusable) {
      throw new WrongUsage(option + ": " + unusable.getMessage());
    }
  }

  private static @Nullable String token(String option, @Nullable Path file, String variable) {
    return file == null ? System.getenv(variable) : read(option, file);
  }

  private static String read(String option, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new CommandFailure(option + " " + file + ": cannot be read: " + unreadable);
    }
  }
}
