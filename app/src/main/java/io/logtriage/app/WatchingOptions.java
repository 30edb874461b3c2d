package io.logtriage.app;

import io.logtriage.streams.watch.DeclaredSilence;
import io.logtriage.streams.watch.WatchOptions;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When trouble of the pipeline itself becomes an incident. */
final class WatchingOptions {
  @Option(
      names = "--silence-after",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description =
          "No source whose rhythm was learned counts as silent before (default: ${DEFAULT-VALUE}).")
  private Duration silence;

  @Option(
      names = "--silence-learn",
      paramLabel = "TIME",
      defaultValue = "1d",
      converter = DurationConverter.class,
      description =
          "How long a source is heard before its rhythm is known (default: ${DEFAULT-VALUE}).")
  private Duration learning;

  @Option(
      names = "--silence",
      paramLabel = "SOURCE=TIME",
      split = ",",
      converter = Declared.class,
      description =
          "Sources (host:path, * is any text) that may be silent no longer, whatever was learned;"
              + " 'forever' if it never matters. The first that fits counts.")
  private List<DeclaredSilence> declared = List.of();

  @Option(
      names = "--clock-skew",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = DurationConverter.class,
      description =
          "How far times of new lines may be off from their arrival (default: ${DEFAULT-VALUE}).")
  private Duration skew;

  WatchOptions options() {
    try {
      return new WatchOptions(true, silence, learning, declared, skew);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(String.valueOf(wrong.getMessage()));
    }
  }

  private static final class Declared implements ITypeConverter<DeclaredSilence> {
    @Override
    public DeclaredSilence convert(String value) {
      int sign = value.lastIndexOf('=');
      if (sign < 1) {
        throw new TypeConversionException(
            "'" + value + "': expected sources and a time, as in 'web-1:/var/log/nginx/*=5m'");
      }
      return new DeclaredSilence(
          value.substring(0, sign), new DurationConverter().convert(value.substring(sign + 1)));
    }
  }
}
