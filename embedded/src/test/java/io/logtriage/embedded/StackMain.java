package io.logtriage.embedded;

import java.util.concurrent.CountDownLatch;

/** A process that starts both servers, says so, and then never closes them. */
final class StackMain {
  private StackMain() {}

  public static void main(String[] arguments) throws Exception {
    new EmbeddedStack(EmbeddedKafka.Options.defaults(), EmbeddedElasticsearch.Options.defaults())
        .start(progress -> {});
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
