package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.kibana.KibanaLinks;
import io.logtriage.elastic.kibana.KibanaOutcome;
import io.logtriage.elastic.kibana.KibanaSettings;
import io.logtriage.elastic.kibana.KibanaSetup;
import io.logtriage.streams.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "setup",
    description =
        "Creates topics, index templates and aliases, and with --kibana the dashboards. Safe to repeat.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage setup --kafka kafka:9092 --elastic http://elastic:9200",
      "           logtriage setup --kafka kafka:9092 --elastic http://elastic:9200 --kibana http://kibana:5601"
    })
final class SetupCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private ElasticOptions elastic;
  @Mixin private KibanaOptions kibana;
  @Mixin private ParsedLogsOption parsedLogs;
  @Mixin private RetentionOptions retentions;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "2",
      description = "Partitions of each new topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Copies of each partition (default: the broker's default).")
  private short replication;

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = DurationConverter.class,
      description = "How long raw and tagged logs are kept in Kafka (default: ${DEFAULT-VALUE}).")
  private Duration retention;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Shards of each new index (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = IndexSetup.DEFAULT_REPLICAS,
      description =
          "Replicas of each new index: a number, or a range as 0-1 (default: ${DEFAULT-VALUE}).")
  private String replicas;

  SetupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TopicSetup topicSetup =
        new TopicSetup(
            kafka.client(),
            kafka.topics(),
            new TopicSetup.Plan(partitions, replication, retention, parsedLogs.wanted));
    ElasticsearchSettings settings = elastic.settings();
    Optional<KibanaSettings> kibanaSettings =
        kibana.settings(settings.credentials(), System.getenv());
    Optional<KibanaSetup> kibanaSetup = kibanaSettings.map(KibanaSetup::new);
    IndexNames indices = new IndexNames(kafka.prefix);
    try (ElasticsearchConnection connection = ElasticsearchConnection.open(settings)) {
      // All that the user gave is checked before the first topic is created.
      IndexSetup indexSetup =
          new IndexSetup(connection, indices, shards, replicas).withParsedLogs(parsedLogs.wanted);
      kafka.awaitAddress();
      List<String> topics = topicSetup.create(kafka.wait);
      console.print(
          topics.isEmpty() ? "topics: all there" : "topics created: " + String.join(", ", topics));
      connection.awaitReady(kafka.wait);
      List<String> templates = indexSetup.apply(retentions.retention());
      console.print("index templates: " + String.join(", ", templates));
    }
    kibanaSetup.ifPresent(setup -> importObjects(setup, indices));
    kibanaSettings.ifPresent(
        there -> console.print("dashboard: " + new KibanaLinks(there, indices).incidents()));
    return Cli.DONE;
  }

  private void importObjects(KibanaSetup setup, IndexNames indices) {
    KibanaOutcome outcome = setup.importObjects(indices, kafka.wait, console::note);
    console.print(
        "Kibana objects: " + outcome.created() + " new, " + outcome.replaced() + " replaced");
    if (outcome.renamed() > 0) {
      console.note(
          outcome.renamed()
              + " of them got other ids, because another space has objects of theirs: links do not"
              + " lead to them; delete those, or give a --prefix");
    }
  }
}
