package io.logtriage.app;

import io.logtriage.streams.TopicSetup;

/** Waiting for Kafka, with one clear line when it does not come. */
final class Brokers {
  private Brokers() {}

  /**
   * Creates the topics where they are missing, which is also how we know that the broker is there.
   */
  static void await(KafkaOptions kafka) {
    kafka.awaitAddress();
    new TopicSetup(kafka.client(), kafka.topics(), TopicSetup.Plan.standard()).create(kafka.wait);
  }
}
