package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one Elasticsearch: configuration, logs, scratch space, start-up input.
 */
record ServerFolder(Path root) {
  private static final int TAIL_BYTES = 8192;
  private static final int TAIL_LINES = 15;

  Path configuration() {
    return root.resolve("config");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path data() {
    return root.resolve("data");
  }

  void fill(Map<String, String> configurationFiles, byte[] arguments) {
    try {
      for (Path folder : List.of(logs(), temporary(), data(), root.resolve("work"))) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make folders in " + root, e);
    }
    Folders.write(configuration().resolve("log4j2.properties"), logging());
    configurationFiles.forEach(
        (name, content) -> Folders.write(configuration().resolve(name), content.getBytes(UTF_8)));
    Folders.write(root.resolve("arguments"), arguments);
  }

  /** The port that the server took, once it listens. */
  @Nullable Integer httpPort() {
    Path ports = logs().resolve("http.ports");
    try {
      String first = Files.readString(ports).lines().findFirst().orElse("");
      int colon = first.lastIndexOf(':');
      return colon < 0 ? null : Integer.valueOf(first.substring(colon + 1));
    } catch (IOException e) {
      // Not written yet.
      return null;
    }
  }

  /** The last lines that the server wrote, for an error message. */
  String lastLines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(tail(root.resolve("console.log")));
    lines.addAll(tail(logs().resolve("elasticsearch.log")));
    return lines.isEmpty() ? "(it wrote nothing)" : String.join("\n", lines);
  }

  private static List<String> tail(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - TAIL_BYTES));
      List<String> lines = new String(in.readNBytes(TAIL_BYTES), UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      // The server did not get as far as writing it.
      return List.of();
    }
  }

  private static byte[] logging() {
    try (InputStream resource =
        ServerFolder.class.getResourceAsStream("elasticsearch-log4j2.properties")) {
      if (resource == null) {
        throw new IllegalStateException(
            "elasticsearch-log4j2.properties is missing beside the class");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("elasticsearch-log4j2.properties is unreadable", e);
    }
  }
}
