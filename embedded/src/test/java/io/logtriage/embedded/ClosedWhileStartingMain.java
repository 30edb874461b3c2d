package io.logtriage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process that closes Elasticsearch as soon as its folder is there, and ends at once. */
final class ClosedWhileStartingMain {
  private ClosedWhileStartingMain() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedElasticsearch elasticsearch =
        new EmbeddedElasticsearch(EmbeddedElasticsearch.Options.defaults());
    Thread starting = new Thread(elasticsearch::start);
    starting.setDaemon(true);
    starting.setUncaughtExceptionHandler((thread, closedMeanwhile) -> {});
    starting.start();
    while (!folderIsThere()) {
      Thread.onSpinWait();
    }
    elasticsearch.close();
    System.exit(0);
  }

  private static boolean folderIsThere() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("logtriage-"));
    }
  }
}
