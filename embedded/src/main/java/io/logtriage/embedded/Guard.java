package io.logtriage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A shell that removes a temporary folder, and stops a server in it, as soon as this process closes
 * the guard's standard input or ends in whatever way, kill -9 included.
 */
final class Guard implements AutoCloseable {
  private static final Set<String> KEPT_ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "TZ");

  private final Process shell;
  private final Duration grace;
  private final CompletableFuture<Long> started = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private Guard(Process shell, Duration grace) {
    this.shell = shell;
    this.grace = grace;
  }

  static Guard ofFolder(Path folder) {
    return start(folder, Duration.ZERO, List.of(), Map.of());
  }

  static Guard start(
      Path folder, Duration grace, List<String> command, Map<String, String> environment) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("/bin/sh", "-c", script(), "guard", folder.toString()));
    line.add(Long.toString(grace.toSeconds()));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().retainAll(KEPT_ENVIRONMENT);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Guard guard = new Guard(builder.start(), grace);
      Thread reader = new Thread(guard::read, "guard of " + folder.getFileName());
      reader.setDaemon(true);
      reader.start();
      return guard;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "/bin/sh does not start (" + e.getMessage() + "); embedded servers need a POSIX shell.",
          e);
    }
  }

  /** Completes with the server's process id once it has been started. */
  CompletableFuture<Long> started() {
    return started;
  }

  /** Completes with the server's exit status (128 + signal when killed) when it ends. */
  CompletableFuture<Integer> ended() {
    return ended;
  }

  /** Stops the server, first politely, and returns when the server and the folder are gone. */
  @Override
  public void close() {
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.flush();
    } catch (IOException e) {
      // The shell is gone already, and the pipe with it.
      ended.complete(-1);
    }
    boolean interrupted = false;
    try {
      if (!shell.waitFor(grace.toSeconds() + 10, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      shell.destroy();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader lines = shell.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("started ")) {
          started.complete(Long.parseLong(line.substring("started ".length())));
        } else if (line.startsWith("ended ")) {
          ended.complete(Integer.parseInt(line.substring("ended ".length())));
        }
      }
    } catch (IOException e) {
      // Reported below: a guard that cannot be read is a guard that ended.
      ended.complete(-1);
    } finally {
      started.completeExceptionally(new IllegalStateException("the guard ended"));
      ended.complete(-1);
    }
  }

  private static String script() {
    try (InputStream resource = Guard.class.getResourceAsStream("guard.sh")) {
      if (resource == null) {
        throw new IllegalStateException("guard.sh is missing beside " + Guard.class);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("guard.sh is unreadable", e);
    }
  }
}
