package io.logtriage.patterns.files;

import io.logtriage.patterns.Source;
import java.io.EOFException;
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
import java.util.zip.ZipException;

/**
 * The sources below paths, each with its rotated set.
 *
 * @param sources in the order in which they were found
 * @param problems paths that are left out, and why
 */
public record LogFiles(List<SourceFiles> sources, List<FileProblem> problems) {

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
        LogFile file = inspect(found);
        Source source = naming.source(found.root(), found.path());
        sources.putIfAbsent(source.key(), source);
        files.computeIfAbsent(source.key(), key -> new ArrayList<>()).add(file);
      } catch (NotTextException e) {
        problems.add(problem(found, FileProblem.Kind.NOT_TEXT, e.getMessage()));
      } catch (ZipException | EOFException e) {
        problems.add(problem(found, FileProblem.Kind.DAMAGED, reason(e)));
      } catch (NoSuchFileException e) {
        problems.add(problem(found, FileProblem.Kind.MISSING, reason(e)));
      } catch (IOException e) {
        problems.add(problem(found, FileProblem.Kind.UNREADABLE, reason(e)));
      }
    }
    List<SourceFiles> result = new ArrayList<>();
    sources.forEach((key, source) -> result.add(new SourceFiles(source, ordered(files.get(key)))));
    return new LogFiles(result, problems);
  }

  /** The same, told of which year each source's first line is where stamps name none. */
  public LogFiles withFirstYear(int year) {
    return new LogFiles(
        sources.stream().map(s -> new SourceFiles(s.source(), s.files(), year)).toList(), problems);
  }

  /**
   * Looks into a file.
   *
   * @throws NotTextException when it holds no lines that can be read
   */
  public static LogFile inspect(FileSearch.Found found) throws IOException {
    FileKind kind = FileKind.of(found.path());
    if (!kind.readable()) {
      throw new NotTextException(kind.description());
    }
    return new LogFile(
        found.path(),
        kind == FileKind.GZIP,
        found.attributes().size(),
        found.attributes().lastModifiedTime().toMillis());
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
    if (e instanceof ZipException || e instanceof EOFException) {
      return "its compression is damaged or breaks off; what comes before is read";
    }
    return "cannot be read: " + e.getMessage();
  }

  /** Oldest first. While a rotated file is being compressed both are there: the plain one wins. */
  private static List<LogFile> ordered(List<LogFile> files) {
    List<LogFile> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparing(LogFiles::name, RotatedName.OLDEST_FIRST)
            .thenComparing(LogFile::gzip)
            .thenComparing(LogFile::path));
    List<LogFile> result = new ArrayList<>();
    for (LogFile file : sorted) {
      if (result.isEmpty() || !name(result.get(result.size() - 1)).sameRotation(name(file))) {
        result.add(file);
      }
    }
    return result;
  }

  private static RotatedName name(LogFile file) {
    return RotatedName.of(String.valueOf(file.path().getFileName()));
  }

  private static FileProblem problem(FileSearch.Found found, FileProblem.Kind kind, String reason) {
    return new FileProblem(found.path(), kind, reason, found.named());
  }
}
