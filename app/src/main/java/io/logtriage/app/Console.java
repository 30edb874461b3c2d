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

  /** A line on the side: progress or a warning. */
  synchronized void note(String line) {
    err.println(line);
    err.flush();
  }
}
