package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.ingest.Shipper;
import io.logtriage.ingest.ShipperOptions;
import io.logtriage.ingest.ShipperStatus;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.IncidentReader;
import io.logtriage.streams.StreamsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Sample logs of a real stack through the whole pipeline, with no set-up:",
      "an embedded Kafka broker, the topology, a real Elasticsearch."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage demo --exit"})
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Console console;

  @Option(names = "--exit", description = "End when all is shown, instead of staying up.")
  private boolean exit;

  @Mixin private EmbeddedServers servers;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (Lifetime lifetime = new Lifetime()) {
      Path folder = lifetime.add(TemporaryFolder.create("demo")).path();
      Path logs = folder.resolve("logs");
      SampleLogs.write(folder, Instant.now().minusSeconds(1));
      servers.startMissing(lifetime, console, 0, 0, null);
      Pipeline pipeline = lifetime.add(pipeline(folder.resolve("streams"))).start();
      IncidentPrinter printer = new IncidentPrinter(console, ZoneId.systemDefault());
      IncidentFollower follower =
          lifetime.add(
              new IncidentFollower(
                      new IncidentReader(
                          pipeline.options().clientConfig(),
                          pipeline.topics().incidents(),
                          IncidentReader.From.BEGINNING),
                      printer)
                  .start(PATIENCE));
      console.note(
          "shipping the sample logs: nginx, gunicorn and a Flask application, one fault after another");
      console.note("");
      Shipper shipper = lifetime.add(shipper(logs, folder.resolve("checkpoint"))).start();
      if (!shipper.awaitCaughtUp(PATIENCE)) {
        throw new CommandFailure(
            "the sample logs could not be shipped: " + shipper.check().error());
      }
      try (Drain drain = new Drain(pipeline)) {
        if (!drain.await(PATIENCE, lifetime)) {
          throw new CommandFailure(
              "the sample logs did not come through in "
                  + PATIENCE.toSeconds()
                  + " s: topology "
                  + pipeline.streams().check()
                  + ", indexer "
                  + pipeline.indexer().check());
        }
      }
      summarise(printer, follower.incidents(), shipper.check(), started);
      if (!exit) {
        console.note("Still up, until Ctrl-C.");
        lifetime.awaitEnd();
      }
    }
    return Cli.DONE;
  }

  private Pipeline pipeline(Path state) {
    StreamsOptions options =
        StreamsOptions.of(servers.kafka, state).withTopics(new Topics(servers.prefix));
    return new Pipeline(
        options, ElasticsearchSettings.of(servers.elastic), Engine.of(Catalogue.builtIn()));
  }

  private Shipper shipper(Path logs, Path checkpoint) {
    SourceNaming naming = new SourceNaming("web-1", "tutor", "tutor", null, ZoneOffset.UTC, null);
    return new Shipper(
        ShipperOptions.of(
                List.of(logs), naming, servers.kafka, new Topics(servers.prefix).logs(), checkpoint)
            .withOnce(true));
  }

  private void summarise(
      IncidentPrinter printer, List<IncidentView> incidents, ShipperStatus shipped, long started) {
    console.print("");
    printer.table(incidents);
    console.print("");
    console.print(
        String.format(
            java.util.Locale.ROOT,
            "%d lines of %d files became %d incidents; all of this took %.0f s",
            shipped.linesAcknowledged(),
            shipped.files(),
            incidents.size(),
            (System.nanoTime() - started) / 1e9));
    console.print("");
    if (exit) {
      console.print("Without --exit all stays up, so that you can search and watch:");
    }
    console.print(
        "Search them:   ./logtriage search --elastic " + servers.elastic + " --status resolved");
    console.print(
        "  or:          curl '"
            + servers.elastic
            + "/incidents/_search?q=incident.symptom:worker-timeout&pretty'");
    console.print("Watch them:    ./logtriage watch --kafka " + servers.kafka + " --since 1d");
    console.print("Your own logs: ./logtriage scan /var/log/nginx    (no servers)");
    console.print("               ./logtriage up /var/log/nginx      (all of this, following)");
  }
}
