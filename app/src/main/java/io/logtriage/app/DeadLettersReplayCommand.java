package io.logtriage.app;

import io.logtriage.app.letters.Resending;
import io.logtriage.app.letters.StoredLetter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Sends dead letters back to the topic they came from: same key, same bytes, same headers.",
      "Each once, however often it is called; secrets stay taken out."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage dead-letters replay --since 1d",
      "           logtriage dead-letters replay --reason mapper_parsing_exception --again"
    })
final class DeadLettersReplayCommand implements Callable<Integer> {
  private static final int REFUSALS_SHOWN = 20;

  private final Console console;
  private int refusals;

  @Mixin private KafkaOptions kafka;
  @Mixin private LetterFilter filter;

  @Option(names = "--again", description = "Also what was sent again before.")
  private boolean again;

  DeadLettersReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Brokers.await(kafka);
    Resending.Result result =
        new Resending(kafka.client(), kafka.topics(), this::refused).send(filter::wants, again);
    if (refusals > REFUSALS_SHOWN) {
      console.note("and " + (refusals - REFUSALS_SHOWN) + " more");
    }
    console.print(
        "sent again: "
            + result.sent()
            + (result.before() == 0
                ? ""
                : ", sent again before: " + result.before() + " (--again sends them once more)")
            + (result.refused() == 0 ? "" : ", cannot be sent: " + result.refused()));
    return Cli.DONE;
  }

  private void refused(StoredLetter stored, String why) {
    refusals++;
    if (refusals <= REFUSALS_SHOWN) {
      console.note("not sent: " + stored.letter().origin() + ": " + why);
    }
  }
}
