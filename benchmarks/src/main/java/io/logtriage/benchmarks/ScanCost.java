package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The whole of a {@code scan}, as a slope: the processor time of a long file less that of a short
 * one, so that the start of the JVM is left out.
 *
 * @param nanos per line
 */
record ScanCost(LineKind kind, boolean gzip, double nanos) {

  /** Writes files into {@code folder} and scans each in a process of its own. */
  static ScanCost measure(LineKind kind, boolean gzip, Path folder, int fewer, int lines)
      throws IOException, InterruptedException {
    Path small = write(folder, kind, gzip, fewer);
    Path large = write(folder, kind, gzip, lines);
    double nanos = (double) (nanos(large) - nanos(small)) / (lines - fewer);
    Files.delete(small);
    Files.delete(large);
    return new ScanCost(kind, gzip, nanos);
  }

  private static Path write(Path folder, LineKind kind, boolean gzip, int lines)
      throws IOException {
    Path file = folder.resolve(kind + "-" + lines + (gzip ? ".log.gz" : ".log"));
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out =
            new BufferedOutputStream(gzip ? new GZIPOutputStream(raw) : raw, 1 << 16)) {
      for (int i = 0; i < lines; i++) {
        out.write(kind.line(i));
        out.write('\n');
      }
    }
    return file;
  }

  private static long nanos(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ScanRun.class.getName(),
                "scan",
                "--deployment=bench",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("scan of " + file + " failed, see above");
    }
    return Long.parseLong(said);
  }
}
