package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A path that is not read, and why.
 *
 * @param reason what was found and what to do, without the path
 * @param named whether the user named this very path; a folder is full of files that nobody meant
 */
public record FileProblem(Path path, Kind kind, String reason, boolean named) {

  public FileProblem {
    requireNonNull(path, "path is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(reason, "reason is null");
  }

  /** Of a file that could not be read to its end. */
  public static FileProblem reading(LogFile file, IOException e) {
    return new FileProblem(
        file.path(),
        e instanceof DamagedException ? Kind.DAMAGED : Kind.UNREADABLE,
        LogFiles.reason(e),
        false);
  }

  /** Whether lines may be missing because of it: a reason to end with an error. */
  public boolean serious() {
    return named || kind == Kind.UNREADABLE || kind == Kind.DAMAGED;
  }

  @Override
  public String toString() {
    return path + ": " + reason;
  }

  /** What is wrong with it. */
  public enum Kind {
    MISSING,
    UNREADABLE,
    /** A socket, pipe or device. */
    NOT_A_FILE,
    /** Not text, or text that is not read. */
    NOT_TEXT,
    /** Its compression breaks off. */
    DAMAGED
  }
}
