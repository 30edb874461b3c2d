package io.logtriage.ingest;

import java.io.IOException;

/** Where lines come from by themselves: a pipe, the journal, the network. */
interface Feed {

  /**
   * Gets hold of it, so that what is wrong shows at the start.
   *
   * @throws IOException whose message says what to do
   */
  void open() throws IOException;

  /** Hands over lines until there are no more, or it is closed; in a thread of its own. */
  void run(Intake intake) throws IOException, InterruptedException;

  /** Ends {@link #run}. */
  void close();

  /** Lines that came and could not be taken, as far as anybody can know. */
  default long lost() {
    return 0;
  }
}
