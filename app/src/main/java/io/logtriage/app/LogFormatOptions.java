package io.logtriage.app;

import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.AccessFormatException;
import io.logtriage.patterns.format.FormatHint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Access formats of the user's own, as their servers' configuration gives them. */
final class LogFormatOptions {
  @Option(
      names = "--log-format",
      paramLabel = "DIRECTIVE",
      description = {
        "Format of access lines that is not a usual one: nginx's log_format or gunicorn's",
        "access_log_format, the whole directive or only its text; may be repeated."
      })
  private List<String> directives = List.of();

  /** All formats, in the order in which they are tried. */
  List<AccessFormat> formats() {
    return hint(null).formats();
  }

  /** The formats, and what was said about the lines otherwise. */
  FormatHint hint(@Nullable String dataset) {
    try {
      return new FormatHint(
          dataset, directives.stream().map(AccessFormat::parse).distinct().toList());
    } catch (AccessFormatException wrong) {
      throw new WrongUsage("--log-format " + wrong.getMessage(), wrong);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage("--log-format: " + wrong.getMessage(), wrong);
    }
  }
}
