package io.logtriage.app;

/** An option or argument that cannot be meant: ends with {@link Cli#WRONG_USAGE}. */
final class WrongUsage extends CommandFailure {
  private static final long serialVersionUID = 1L;

  WrongUsage(String message) {
    super(message);
  }

  WrongUsage(String message, Throwable cause) {
    super(message, cause);
  }
}
