package io.logtriage.app;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Entry point. Exit codes: 0 done, 1 failed (one line on stderr), 2 wrong usage. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = run(args, System.in, System.out, System.err);
    System.exit(code);
  }

  /** Runs one command; everything it reads and writes goes through these streams. */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    try (PrintWriter outWriter = writer(out);
        PrintWriter errWriter = writer(err)) {
      Console console = new Console(in, outWriter, errWriter, Console.isTerminal(out));
      CommandLine commandLine = Cli.commandLine(console, args);
      int code = commandLine.execute(args);
      outWriter.flush();
      errWriter.flush();
      return code;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    // Made of the stream itself, so that checkError knows of a reader that went away.
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
