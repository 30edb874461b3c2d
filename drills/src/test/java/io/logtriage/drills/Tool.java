package io.logtriage.drills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system; one that is missing fails a drill, it does not skip it. */
enum Tool {
  KCAT("kcat", "kcat"),
  RSYSLOG("rsyslogd", "rsyslog rsyslog-kafka"),
  SYSLOG_NG("syslog-ng", "syslog-ng-core syslog-ng-mod-rdkafka"),
  CHROMIUM("chromium", "chromium"),
  RECORDER("../app/recorder/record", "nginx gunicorn python3-flask python3-faiss openssl");

  private final String program;
  private final String packages;

  Tool(String program, String packages) {
    this.program = program;
    this.packages = packages;
  }

  /** Starts it; what it says goes into {@code log}. */
  Process start(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(path().toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Runs it to its end, which must be a good one. */
  void run(Path log, Duration patience, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(log, arguments);
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            program + " did not end within " + patience.toSeconds() + " s:\n" + said(log));
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            program + " ended with code " + process.exitValue() + ":\n" + said(log));
      }
    } finally {
      stop(process);
    }
  }

  static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  static String said(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private Path path() {
    Stream<Path> candidates =
        program.contains("/")
            ? Stream.of(Path.of(program).toAbsolutePath().normalize())
            : Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, program));
    return candidates
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(program + " is missing: apt-get install " + packages));
  }
}
