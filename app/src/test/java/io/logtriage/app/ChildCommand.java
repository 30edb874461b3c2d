package io.logtriage.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A command in a JVM of its own, as a user starts it, so that it can be killed. */
final class ChildCommand implements AutoCloseable {
  private final Process process;
  private final Path output;

  private ChildCommand(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * @param output file that gets what it prints
   */
  static ChildCommand start(Path output, Object... arguments) throws IOException {
    return start(Map.of(), output, arguments);
  }

  /**
   * @param environment added to ours
   */
  static ChildCommand start(Map<String, String> environment, Path output, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-jar");
    command.add(jar().toString());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return new ChildCommand(builder.start(), output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Process process() {
    return process;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** As {@code kill -9}: nothing of it gets a chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
      kill();
    }
  }

  private static Path jar() {
    String lib = Objects.requireNonNull(System.getProperty("logtriage.lib"), "logtriage.lib");
    File[] jars = new File(lib).listFiles((dir, name) -> name.matches("logtriage-app-.*\\.jar"));
    if (jars == null || jars.length != 1) {
      throw new IllegalStateException("expected one logtriage-app jar in " + lib);
    }
    return jars[0].toPath();
  }
}
