import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every incident in its last state, then each change: a subscriber in ten lines. */
final class LastStates {
  public static void main(String[] arguments) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", arguments[0],
            "group.id", "my-subscriber",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(arguments.length > 1 ? arguments[1] : "incidents"));
      while (!Thread.interrupted()) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> System.out.println(record.key() + " " + record.value()));
      }
    }
  }
}
