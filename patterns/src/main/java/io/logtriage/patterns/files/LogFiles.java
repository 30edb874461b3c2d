package io.logtriage.patterns.files;

import io.logtriage.patterns.Source;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sources below paths, each with its rotated set.
 *
 * @param sources in the order in which they were found
 * @param problems paths that are left out, and why
 */
public record LogFiles(List<SourceFiles> sources, List<FileProblem> problems) {

  private static final Pattern TAR_SUFFIX =
      Pattern.compile("(?<=[^/])\\.(?:tar|t(?:gz|xz|zst|bz2?))$");

  public LogFiles {
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** Finds the files that the arguments mean and sorts them into sources. */
  public static LogFiles find(Collection<Path> arguments, SourceNaming naming) {
    return find(new FileSearch(arguments, true).run(), naming);
  }

  /** Sorts the files of a search into sources, after a look into each. */
  public static LogFiles find(FileSearch.Result search, SourceNaming naming) {
    List<FileProblem> problems = new ArrayList<>(search.problems());
    Map<String, List<LogFile>> files = new LinkedHashMap<>();
    Map<String, Source> sources = new LinkedHashMap<>();
    for (FileSearch.Found found : search.files()) {
      try {
        for (LogFile file : read(found, problems)) {
          Source source = source(found, file.path(), naming);
          sources.putIfAbsent(source.key(), source);
          files.computeIfAbsent(source.key(), key -> new ArrayList<>()).add(file);
        }
      } catch (NotTextException e) {
        problems.add(problem(found, FileProblem.Kind.NOT_TEXT, e.getMessage()));
      } catch (DamagedException e) {
        problems.add(problem(found, FileProblem.Kind.DAMAGED, reason(e)));
      } catch (NoSuchFileException e) {
        problems.add(problem(found, FileProblem.Kind.MISSING, reason(e)));
      } catch (IOException e) {
        problems.add(problem(found, FileProblem.Kind.UNREADABLE, reason(e)));
      }
    }
    List<SourceFiles> result = new ArrayList<>();
    sources.forEach((key, source) -> result.add(new SourceFiles(source, ordered(files.get(key)))));
    return new LogFiles(LightFiles.of(result, problems::add), problems);
  }

  /** The same, told of which year each source's first line is where stamps name none. */
  public LogFiles withFirstYear(int year) {
    return new LogFiles(
        sources.stream().map(s -> new SourceFiles(s.source(), s.files(), year)).toList(), problems);
  }

  /**
   * Looks into a file that may still be written to.
   *
   * @throws NotTextException when it holds no lines that can be followed: it must be text, or
   *     compressed by gzip
   */
  public static LogFile inspect(FileSearch.Found found) throws IOException {
    LogFile file = file(found, look(found));
    if (file.compressed() && !file.gzip()) {
      throw new NotTextException(
          "compressed by " + file.compression() + ", which only scan and replay read");
    }
    return file;
  }

  /** The file itself, or the logs in a tar. */
  private static List<LogFile> read(FileSearch.Found found, List<FileProblem> problems)
      throws IOException {
    FileLook look = look(found);
    if (look.kind() != FileKind.TAR) {
      return List.of(file(found, look));
    }
    TarReader.Logs logs =
        TarReader.read(found.path(), look.compression(), found.attributes().size(), found.named());
    problems.addAll(logs.problems());
    return logs.files();
  }

  private static FileLook look(FileSearch.Found found) throws IOException {
    return FileLook.into(Content.of(found.path()), found.attributes().size());
  }

  private static LogFile file(FileSearch.Found found, FileLook look) throws NotTextException {
    if (!look.kind().readable()) {
      throw new NotTextException(look.kind().description());
    }
    return new LogFile(
        found.path(),
        look.compression(),
        found.attributes().size(),
        found.attributes().lastModifiedTime().toMillis(),
        Content.of(found.path()));
  }

  /** A tar is a folder of its name without suffixes: yesterday's is the same folder. */
  private static Source source(FileSearch.Found found, Path file, SourceNaming naming) {
    if (file.equals(found.path())) {
      return naming.source(found.root(), file);
    }
    String name = RotatedName.withoutRotationSuffix(found.path().toString());
    Path folder = Path.of(TAR_SUFFIX.matcher(name).replaceFirst(""));
    return naming.source(
        found.named() ? folder : found.root(), folder.resolve(found.path().relativize(file)));
  }

  /** What an error of the file system means to an administrator. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "may not be read by user "
          + System.getProperty("user.name")
          + "; give it read permission (chmod, setfacl, group adm) or run as another user";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof DamagedException) {
      return e.getMessage();
    }
    return "cannot be read: " + e.getMessage();
  }

  /** Oldest first. While a rotated file is being compressed both are there: the plain one wins. */
  private static List<LogFile> ordered(List<LogFile> files) {
    List<LogFile> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparing(LogFile::path, RotatedName.OLDEST_PATH_FIRST)
            .thenComparing(LogFile::compressed)
            .thenComparing(LogFile::sequential)
            .thenComparing(LogFile::path));
    List<LogFile> result = new ArrayList<>();
    for (LogFile file : sorted) {
      if (result.isEmpty()
          || RotatedName.OLDEST_PATH_FIRST.compare(
                  result.get(result.size() - 1).path(), file.path())
              != 0) {
        result.add(file);
      }
    }
    return result;
  }

  private static FileProblem problem(FileSearch.Found found, FileProblem.Kind kind, String reason) {
    return new FileProblem(found.path(), kind, reason, found.named());
  }
}
