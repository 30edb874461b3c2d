package io.logtriage.app;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What container engines and syslog put around a line of an application. */
enum Wrapping {
  COMPOSE {
    @Override
    String wrap(String program, Instant time, String line) {
      return program + "-1  | " + line;
    }
  },
  DOCKER_JSON {
    @Override
    String wrap(String program, Instant time, String line) {
      String text = new String(JsonStringEncoder.getInstance().quoteAsString(line + "\n"));
      return "{\"log\":\"%s\",\"stream\":\"stderr\",\"time\":\"%s\"}".formatted(text, time);
    }
  },
  KUBERNETES {
    @Override
    String wrap(String program, Instant time, String line) {
      return time + " stderr F " + line;
    }
  },
  RFC_3164 {
    @Override
    String wrap(String program, Instant time, String line) {
      String stamp =
          DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT)
              .format(time.atOffset(ZoneOffset.UTC));
      return "%s web-1 %s[512]: %s".formatted(stamp, program, line);
    }
  },
  RFC_5424 {
    @Override
    String wrap(String program, Instant time, String line) {
      return "<134>1 %s web-1 %s 512 - - %s".formatted(time, program, line);
    }
  };

  /** The line as it lies in the file of whatever took it from {@code program} at {@code time}. */
  abstract String wrap(String program, Instant time, String line);
}
