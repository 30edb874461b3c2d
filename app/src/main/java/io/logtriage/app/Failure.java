package io.logtriage.app;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A failure as an administrator reads it: one line, whatever threw it. */
final class Failure {
  private static final int MAX_CAUSES = 4;

  private Failure() {}

  /** Our own messages as they are, others with the kind of error in front and their causes. */
  static String describe(Throwable failure) {
    return isOurs(failure) && failure.getMessage() != null
        ? failure.getMessage().strip()
        : oneLine(withCauses(failure));
  }

  /** What the command ends with: an argument that our own code refuses is wrong usage. */
  static int exitCode(Throwable failure) {
    boolean wrongUsage =
        failure instanceof WrongUsage
            || (failure instanceof IllegalArgumentException && isOurs(failure));
    return wrongUsage ? Cli.WRONG_USAGE : Cli.FAILED;
  }

  /** Whether its message was written for the reader of this command line. */
  static boolean isOurs(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName().startsWith("io.logtriage.")
        || (trace.length > 0 && trace[0].getClassName().startsWith("io.logtriage."));
  }

  private static String withCauses(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      String message = cause.getMessage();
      if (message != null && !message.isBlank() && !isTold(message, messages)) {
        messages.add(message.strip());
      }
      cause = cause.getCause();
    }
    String kind = failure.getClass().getSimpleName();
    return messages.isEmpty() ? kind : kind + ": " + String.join(": ", messages);
  }

  /** Many exceptions repeat the message of their cause. */
  private static boolean isTold(@Nullable String message, Set<String> messages) {
    return message != null && messages.stream().anyMatch(told -> told.contains(message.strip()));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
