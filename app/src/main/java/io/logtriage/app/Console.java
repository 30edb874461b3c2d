package io.logtriage.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * What a command reads from and writes to.
 *
 * @param out results, and nothing else
 * @param err progress, warnings, the one line that says why something failed
 * @param terminal whether {@code out} is a terminal that a person looks at: colour only then
 */
record Console(InputStream in, PrintWriter out, PrintWriter err, boolean terminal) {

  /** Set by the launcher, which asks the shell; the JDK's own answer changed with version 22. */
  private static final String TERMINAL_PROPERTY = "logtriage.terminal";

  static boolean isTerminal(PrintStream out) {
    return out == System.out
        && Boolean.getBoolean(TERMINAL_PROPERTY)
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** A result line, visible at once. */
  synchronized void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A JSON object, as a line; what would move a terminal's cursor stands there escaped. */
  void json(String object) {
    print(SafeText.json(object));
  }

  /** A line on the side: progress or a warning. It may name files that strangers named. */
  synchronized void note(String line) {
    line.lines().map(SafeText::line).forEach(err::println);
    if (line.isEmpty()) {
      err.println();
    }
    err.flush();
  }
}
