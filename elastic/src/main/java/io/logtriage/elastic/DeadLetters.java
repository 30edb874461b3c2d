package io.logtriage.elastic;

import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.WireHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;

/** Keeps what Elasticsearch will never take, with the reason and the bytes. */
final class DeadLetters implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  DeadLetters(Map<String, Object> producerSettings, String topic) {
    this.producer = new KafkaProducer<>(producerSettings);
    this.topic = topic;
  }

  /**
   * Returns when all are kept.
   *
   * @throws KafkaException when one is not; all may be sent again then
   */
  void keep(List<Refusal> refusals) {
    List<Future<?>> sent = new ArrayList<>(refusals.size());
    long now = System.currentTimeMillis();
    for (Refusal refusal : refusals) {
      DeadLetter letter = letter(refusal, now);
      sent.add(producer.send(new ProducerRecord<>(topic, letter.recordKey(), letter.encode())));
    }
    for (Future<?> one : sent) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new KafkaException(
            "a refused document could not be kept on topic " + topic + ": " + e.getCause(),
            e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private static DeadLetter letter(Refusal refusal, long now) {
    ConsumerRecord<byte[], byte[]> record = refusal.record();
    List<WireHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.add(new WireHeader(header.key(), header.value()));
      }
    }
    return new DeadLetter(
        refusal.reason(), refusal.origin(), record.key(), record.value(), headers, now);
  }

  @Override
  public void close() {
    producer.close();
  }
}
