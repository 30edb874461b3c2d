package io.logtriage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders of servers: temporary ones, and giving one to the user that runs the server. */
final class Folders {
  private Folders() {}

  static Path temporary(String server) {
    try {
      return Files.createTempDirectory("logtriage-" + server + "-").toRealPath();
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "no temporary folder for %s in %s: %s. Free some space there or set TMPDIR to another folder."
              .formatted(server, System.getProperty("java.io.tmpdir"), e),
          e);
    }
  }

  /** A folder that is kept; made when absent, absolute. */
  static Path kept(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "the data folder %s cannot be made: %s. Choose one that you may write."
              .formatted(folder, e),
          e);
    }
  }

  static void delete(Path folder) {
    visit(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return continueWhenGone(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Gives the folder and all in it to a user; only root may do that. */
  static void give(Path folder, int user, int group) {
    visit(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(visited, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static FileVisitResult continueWhenGone(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private static void visit(Path folder, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(folder, visitor);
    } catch (NoSuchFileException e) {
      // Gone already, which is what every caller can live with.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot go through " + folder, e);
    }
  }
}
