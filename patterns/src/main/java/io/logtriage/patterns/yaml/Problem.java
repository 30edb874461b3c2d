package io.logtriage.patterns.yaml;

/**
 * One thing that is wrong in a file.
 *
 * @param line from 1; 0 when it concerns the whole file
 */
public record Problem(String file, int line, String message) {

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
  }
}
