package io.logtriage.patterns.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which files the user's paths mean at this moment: files, folders with all below them, globs. Only
 * asks for attributes, so that it can be repeated often.
 */
public final class FileSearch {
  private final List<Path> arguments;
  private final boolean withRotated;

  /**
   * @param arguments files, folders, globs such as {@code /var/log/*.log}
   * @param withRotated whether a named file stands for its rotated copies, too
   */
  public FileSearch(Collection<Path> arguments, boolean withRotated) {
    this.arguments = arguments.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    this.withRotated = withRotated;
  }

  /** Looks at the file system, once. A file that is reached in several ways is found once. */
  public Result run() {
    Run run = new Run();
    for (Path argument : arguments) {
      run.argument(argument);
    }
    return new Result(List.copyOf(run.files.values()), List.copyOf(run.problems));
  }

  /**
   * What a search found.
   *
   * @param files in order of their paths for each argument
   */
  public record Result(List<Found> files, List<FileProblem> problems) {}

  /**
   * A regular file.
   *
   * @param root the folder that the user named, or the file's own
   * @param named whether the user named this very file
   */
  public record Found(Path root, Path path, BasicFileAttributes attributes, boolean named) {}

  private final class Run extends SimpleFileVisitor<Path> {
    /** By identity where the file system tells it, so that links do not double lines. */
    final Map<Object, Found> files = new LinkedHashMap<>();

    final List<FileProblem> problems = new ArrayList<>();
    private Path root = Path.of("/");

    void argument(Path argument) {
      if (isGlob(argument) && !Files.exists(argument)) {
        glob(argument);
        return;
      }
      BasicFileAttributes attributes = attributes(argument);
      if (attributes == null) {
        return;
      }
      if (attributes.isDirectory()) {
        walk(argument);
      } else if (attributes.isRegularFile()) {
        root = folder(argument);
        add(argument, attributes, true);
        if (withRotated && !RotatedName.of(name(argument)).rotated()) {
          rotatedCopies(argument);
        }
      } else {
        problem(argument, FileProblem.Kind.NOT_A_FILE, notAFile(), true);
      }
    }

    private void glob(Path glob) {
      root = glob;
      while (isGlob(root)) {
        root = folder(root);
      }
      PathMatcher matcher;
      try {
        matcher = glob.getFileSystem().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException e) {
        problem(
            glob,
            FileProblem.Kind.MISSING,
            "no such file, and no valid pattern of file names (" + e.getDescription() + ")",
            true);
        return;
      }
      List<Path> matched = new ArrayList<>();
      collect(root, glob.toString().contains("**") ? 64 : glob.getNameCount(), matcher, matched);
      matched.sort(null);
      Path folder = root;
      for (Path path : matched) {
        BasicFileAttributes attributes = attributes(path);
        if (attributes == null) {
          continue;
        }
        if (attributes.isDirectory()) {
          walk(path);
        } else if (attributes.isRegularFile()) {
          root = folder;
          add(path, attributes, false);
          if (withRotated && !RotatedName.of(name(path)).rotated()) {
            rotatedCopies(path);
          }
        }
      }
      if (matched.isEmpty()) {
        problem(glob, FileProblem.Kind.MISSING, "no file matches", true);
      }
    }

    private void collect(Path folder, int depth, PathMatcher matcher, List<Path> matched) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (matcher.matches(entry)) {
            matched.add(entry);
          } else if (depth > entry.getNameCount()
              && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            collect(entry, depth, matcher, matched);
          }
        }
      } catch (IOException e) {
        unreadable(folder, e, true);
      }
    }

    private void rotatedCopies(Path file) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(file))) {
        for (Path entry : entries) {
          String name = name(entry);
          if (name.startsWith(name(file).replaceAll("\\.[A-Za-z]+$", ""))
              && RotatedName.of(name).rotated()
              && RotatedName.of(name).base().equals(name(file))) {
            BasicFileAttributes attributes = attributes(entry);
            if (attributes != null && attributes.isRegularFile()) {
              add(entry, attributes, false);
            }
          }
        }
      } catch (IOException e) {
        unreadable(folder(file), e, false);
      }
    }

    private void walk(Path folder) {
      root = folder;
      try {
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 64, this);
      } catch (IOException e) {
        unreadable(folder, e, true);
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return hidden(folder) && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file)) {
        add(file, attributes, false);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE; // its target is walked anyway
      }
      if (!(e instanceof NoSuchFileException)) {
        unreadable(file, e, file.equals(root));
      }
      return FileVisitResult.CONTINUE;
    }

    private @Nullable BasicFileAttributes attributes(Path path) {
      try {
        return Files.readAttributes(path, BasicFileAttributes.class);
      } catch (NoSuchFileException e) {
        problem(path, FileProblem.Kind.MISSING, "no such file", true);
      } catch (IOException e) {
        unreadable(path, e, true);
      }
      return null;
    }

    /** Of two ways to one file the one without a link wins, else the first by name. */
    private void add(Path path, BasicFileAttributes attributes, boolean named) {
      Object key = attributes.fileKey() == null ? path : attributes.fileKey();
      Found known = files.get(key);
      if (known == null || isBetter(path, known.path())) {
        files.put(
            key, new Found(root, path, attributes, named || (known != null && known.named())));
      }
    }

    private static boolean isBetter(Path path, Path known) {
      boolean link = Files.isSymbolicLink(path);
      return link == Files.isSymbolicLink(known) ? path.compareTo(known) < 0 : !link;
    }

    private void unreadable(Path path, IOException e, boolean named) {
      problem(path, FileProblem.Kind.UNREADABLE, LogFiles.reason(e), named);
    }

    private void problem(Path path, FileProblem.Kind kind, String reason, boolean named) {
      problems.add(new FileProblem(path, kind, reason, named));
    }
  }

  private static String notAFile() {
    return "neither a file nor a folder (a socket, pipe or device); save its lines to a file, or ship them from standard input";
  }

  private static boolean isGlob(Path path) {
    return path.toString().matches("(?s).*[*?\\[{].*");
  }

  private static boolean hidden(Path path) {
    return name(path).startsWith(".");
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static Path folder(Path path) {
    Path folder = path.getParent();
    return folder == null ? path : folder;
  }
}
