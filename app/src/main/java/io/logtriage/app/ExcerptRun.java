package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TaggedEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One excerpt through the whole engine, assemble to link. */
final class ExcerptRun {
  private ExcerptRun() {}

  /** Symptoms of the incidents that opened and were not absorbed by others. */
  static Set<String> symptoms(Engine engine, Excerpt excerpt) {
    Source source =
        new Source("excerpt", excerpt.kind(), "excerpt", "excerpt", ZoneOffset.UTC, null);
    SourceEngine sourceEngine = engine.open(source);
    long offset = 0;
    for (String line : excerpt.lines()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      sourceEngine.line(bytes, 0, bytes.length, offset, 0);
      offset += bytes.length + 1;
    }
    sourceEngine.flush();
    List<Finding> findings = new ArrayList<>();
    sourceEngine.drain(findings::add);
    Opened opened = new Opened();
    IncidentTracker tracker = new IncidentTracker(engine.catalogue(), new Nowhere());
    tracker.apply(
        new DeploymentBatch("excerpt", "excerpt", sourceEngine.clock(), findings), 0, opened);
    tracker.flush(opened);
    return opened.symptoms();
  }

  private static final class Opened implements Changes {
    private final Map<String, Incident> last = new HashMap<>();

    Set<String> symptoms() {
      return last.values().stream()
          .filter(incident -> incident.status() != Incident.Status.MERGED)
          .map(Incident::symptom)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      last.put(incident.id(), incident);
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }

  /** An excerpt ends before anything could crash. */
  private static final class Nowhere implements IncidentStore {
    @Override
    public void put(String key, byte @Nullable [] value) {}

    @Override
    public void load(BiConsumer<String, byte[]> entries) {}
  }
}
