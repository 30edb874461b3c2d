package io.logtriage.streams.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TaggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares of failed and slow requests, from lines to incidents. */
class RatesTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, List<String>> files = new LinkedHashMap<>();

  @Test
  void aBurstOfExceptionsIsSeenInEachTierAndLeadsToItsCause(@TempDir Path folder)
      throws IOException {
    calm(0, 20);
    burst(20);
    calm(25, 60);

    assertThat(scan(folder))
        .containsExactly(
            "app-error 16 20s-23s null null",
            "high-error-rate 16 20s-23s application app-error",
            "high-error-rate 16 20s-23s proxy app-error");
  }

  @Test
  void slowAnswersAreSeenWhereTheLogTellsTheTime(@TempDir Path folder) throws IOException {
    calm(0, 20);
    for (int i = 0; i < 9; i++) {
      both(21 + 2 * i, "/search?q=a", 200, "2.1" + i + "0");
    }
    calm(45, 60);

    assertThat(scan(folder)).containsExactly("high-latency 9 21s-37s proxy null");
  }

  @Test
  void anOutageIsNoErrorRate(@TempDir Path folder) throws IOException {
    calm(0, 20);
    for (int i = 0; i < 40; i++) {
      write("nginx/access.log", access(20 + i / 8, "/", 502, "0.001"));
    }

    assertThat(scan(folder)).containsExactly("bad-gateway 40 20s-24s null null");
  }

  /** However the shippers pack the lines, and whichever source is ahead. */
  @Property(tries = 60)
  void batchesAndInterleavingChangeNothing(@ForAll Random random) {
    calm(0, 20);
    burst(20);
    calm(25, 50);
    burst(70);
    List<String> straight = live(new Random(1), 1);

    assertThat(live(random, 30)).isEqualTo(straight);
    assertThat(straight).hasSize(3);
  }

  private void calm(int from, int to) {
    for (int second = from; second < to; second += 2) {
      both(second, "/item/" + second, 200, "0.00" + second % 10);
      write("nginx/access.log", access(second, "/static/a.css", 200, "0.000"));
    }
  }

  private void burst(int second) {
    for (int i = 0; i < 16; i++) {
      write(
          "app/app.log",
          TIMES.format(START.plusSeconds(second + i / 4))
              + ",500 ERROR in shop: Exception on /buy/"
              + i
              + " [POST]");
      both(second + i / 4, "/buy/" + i, 500, "0.004");
    }
  }

  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private void both(int second, String target, int status, String seconds) {
    write("nginx/access.log", access(second, target, status, seconds));
    write(
        "gunicorn/access.log",
        "127.0.0.1 - - [%s] \"GET %s HTTP/1.0\" %d 9 \"-\" \"curl\""
            .formatted(TIME.format(START.plusSeconds(second)), target, status));
  }

  private static String access(int second, String target, int status, String seconds) {
    return "198.51.100.8 - - [%s] \"GET %s HTTP/1.1\" %d 9 \"-\" \"curl\" rt=%s urt=%s"
        .formatted(TIME.format(START.plusSeconds(second)), target, status, seconds, seconds);
  }

  private void write(String file, String line) {
    files.computeIfAbsent(file, name -> new ArrayList<>()).add(line);
  }

  private List<String> scan(Path folder) throws IOException {
    for (Map.Entry<String, List<String>> entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
    SourceNaming naming = new SourceNaming("web-1", null, null, null, ZoneOffset.UTC, null);
    Latest latest = new Latest();
    new Scan(ENGINE, LogFiles.find(List.of(folder), naming).sources()).run(latest);
    return latest.outcome();
  }

  /** Records of up to {@code most} lines of any source, each handed on as one batch. */
  private List<String> live(Random random, int most) {
    Latest latest = new Latest();
    IncidentTracker tracker = new IncidentTracker(ENGINE.catalogue(), IncidentStore.none());
    List<String> names = new ArrayList<>(files.keySet());
    Map<String, SourceEngine> engines = new LinkedHashMap<>();
    Map<String, Integer> read = new LinkedHashMap<>();
    names.forEach(
        name ->
            engines.put(
                name,
                ENGINE.open(new Source("web-1", name, "web-1", "web-1", ZoneOffset.UTC, null))));
    while (!names.isEmpty()) {
      String name = names.get(random.nextInt(names.size()));
      List<String> lines = files.get(name);
      int from = read.getOrDefault(name, 0);
      int to = Math.min(lines.size(), from + 1 + random.nextInt(most));
      SourceEngine engine = engines.get(name);
      for (String line : lines.subList(from, to)) {
        byte[] bytes = line.getBytes(UTF_8);
        engine.line(bytes, 0, bytes.length, -1, 0);
      }
      read.put(name, to);
      if (to == lines.size()) {
        names.remove(name);
        engine.flush();
      }
      List<Finding> findings = new ArrayList<>();
      engine.drain(findings::add);
      tracker.apply(new DeploymentBatch("web-1", "feed", Long.MIN_VALUE, findings), 0, latest);
    }
    tracker.flush(latest);
    return latest.outcome();
  }

  private static final class Latest implements Changes {
    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    List<String> outcome() {
      return incidents.values().stream()
          .filter(incident -> incident.status() != Incident.Status.MERGED)
          .map(Latest::describe)
          .sorted()
          .toList();
    }

    private static String describe(Incident incident) {
      Incident.Cause cause = incident.cause();
      return incident.symptom()
          + " "
          + incident.count()
          + " "
          + seconds(incident.firstSeen())
          + "-"
          + seconds(incident.lastSeen())
          + " "
          + incident.group().get("tier")
          + " "
          + (cause == null ? null : cause.symptom());
    }

    private static String seconds(long time) {
      return (time - START.toEpochMilli()) / 1_000 + "s";
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      incidents.put(incident.id(), incident);
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }
}
