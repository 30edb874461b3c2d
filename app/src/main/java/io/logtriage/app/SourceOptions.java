package io.logtriage.app;

import io.logtriage.ingest.Labels;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.LearnedZones;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.PathPattern;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.LineFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is known about the sources that a command reads. */
final class SourceOptions {
  private static final List<String> FORMATS =
      Stream.of(LineFormat.values()).map(LineFormat::dataset).toList();

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description =
          "What fails together: incidents are grouped and linked within it (default: the host).")
  @Nullable String deployment;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The machine that wrote the logs (default: this one).")
  @Nullable String host;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The application's name (default: the deployment).")
  @Nullable String service;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Kept with what is found in the lines; may be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Time zone of stamps that carry none, for instance Europe/Berlin (default: this machine's;"
              + " scan and replay say aloud when files and siblings show another).")
  @Nullable ZoneId zone;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description =
          "Year of each source's first line, where stamps name none (default: by the order of the"
              + " lines and the files' last-modified times).")
  private int year;

  @Option(
      names = "--path-pattern",
      paramLabel = "PATTERN",
      description =
          "Takes deployment and host from the path, for instance '{deployment}/{host}/**'.")
  @Nullable String pathPattern;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "The lines' format: gunicorn.error, gunicorn.access, nginx.error, nginx.access, python.log"
              + " or text (default: learned from the lines).")
  @Nullable String format;

  @Mixin private LogFormatOptions logFormats;

  /** Who the lines are said to come from. */
  SourceNaming naming() {
    firstYear();
    refuseBlank("--deployment", deployment);
    refuseBlank("--host", host);
    refuseBlank("--service", service);
    if (format != null && !FORMATS.contains(format)) {
      throw new WrongUsage(
          "--format: no format '" + format + "'; expected one of " + String.join(", ", FORMATS));
    }
    return new SourceNaming(
        host(), deployment, service, pattern(), zone, logFormats.hint(format).text(), labels());
  }

  private Map<String, String> labels() {
    try {
      return Labels.of(labels);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage("--label: " + wrong.getMessage(), wrong);
    }
  }

  /** The log files below paths; says aloud which zones had to be assumed. */
  LogFiles find(Collection<Path> paths, SourceNaming naming, Console console) {
    FileSearch.Result search = new FileSearch(paths, true).run();
    naming.misfits(search.files()).ifPresent(misfits -> console.note(SafeText.line(misfits)));
    LogFiles files = LogFiles.find(search, naming).withFirstYear(firstYear());
    if (zone != null) {
      return files;
    }
    LearnedZones zones = LearnedZones.of(files, zone());
    zones.learned().forEach(learned -> console.note(SafeText.line(learned.toString())));
    return zones.files();
  }

  /** Access formats that were given. */
  List<AccessFormat> logFormats() {
    return logFormats.formats();
  }

  /** Of the first line of each source, where stamps name none; 0 when nobody said it. */
  int firstYear() {
    if (year != 0 && (year < 1970 || year > 9999)) {
      throw new WrongUsage("--year: " + year + " is no year of logs; expected 1970 to 9999");
    }
    return year;
  }

  private @Nullable PathPattern pattern() {
    try {
      return pathPattern == null ? null : PathPattern.parse(pathPattern);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage("--path-pattern: " + wrong.getMessage(), wrong);
    }
  }

  /** A blank path would be the current folder: what {@code scan "$UNSET"} does not mean. */
  static void refuseBlankPaths(Collection<?> paths) {
    paths.forEach(path -> refuseBlank("PATH", path.toString()));
  }

  private static void refuseBlank(String name, @Nullable String value) {
    if (value != null && value.isBlank()) {
      throw new WrongUsage(name + " is empty; give it a value, or leave it out");
    }
  }

  String host() {
    return host == null ? LocalHost.NAME : host;
  }

  String deployment() {
    return deployment == null ? host() : deployment;
  }

  /** The zone of stamps that carry none. */
  ZoneId zone() {
    return zone == null ? ZoneId.systemDefault() : zone;
  }

  /** Says aloud what had to be assumed; null when nothing had. */
  @Nullable String assumption() {
    return deployment != null || pathPattern != null
        ? null
        : "deployment: " + deployment() + " (assumed, this host's name; set it with --deployment)";
  }

  private static final class LocalHost {
    static final String NAME = name();

    private static String name() {
      String fromEnvironment = System.getenv("HOSTNAME");
      if (fromEnvironment != null && !fromEnvironment.isBlank()) {
        return fromEnvironment;
      }
      try {
        return Objects.requireNonNull(InetAddress.getLocalHost().getHostName());
      } catch (UnknownHostException unnamed) {
        return "localhost";
      }
    }
  }
}
