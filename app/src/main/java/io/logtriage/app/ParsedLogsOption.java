package io.logtriage.app;

import picocli.CommandLine.Option;

/** Whether all logs are to be searchable, not only what shows a symptom; for each command alike. */
final class ParsedLogsOption {
  @Option(
      names = "--parsed-logs",
      description = {
        "Every event of every source as a document, too: topic parsed-logs, alias parsed-logs.",
        "Give it to setup, run and index alike (or set LOGTRIAGE_PARSED_LOGS=true)."
      })
  boolean wanted;
}
