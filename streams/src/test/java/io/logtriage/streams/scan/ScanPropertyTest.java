package io.logtriage.streams.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DocumentSchema;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.Incident.Status;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.incident.TaggedLogDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a scan whatever stands in the files. */
class ScanPropertyTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void anyOrderOfSourcesAndAnyBatchingGivesTheSameIncidents(long seed) {
    Random random = new Random(seed);
    List<SourceFiles> sources = new ArrayList<>(new TroubledDay(folder).troubled(random));
    Map<String, String> once = run(sources, 1, SourceReader.CHUNK_LINES).documents;

    for (int chunk : new int[] {1, 7, 50}) {
      Collections.shuffle(sources, random);
      assertThat(run(sources, 1, chunk).documents).isEqualTo(once);
    }
    assertThat(once).hasSizeGreaterThan(5);
  }

  /** Sets that were rotated in another order than their names say, lines of many threads. */
  @ParameterizedTest
  @ValueSource(longs = {28, 29})
  void anyBatchingOfSourcesWithoutOrderGivesTheSameIncidents(long seed) {
    Random random = new Random(seed);
    List<SourceFiles> sources = new TroubledDay(folder).withoutOrder(random);
    Map<String, String> once = run(sources, 1, SourceReader.CHUNK_LINES).documents;

    for (int chunk : new int[] {1, 7, 50}) {
      assertThat(run(sources, 1, chunk).documents).isEqualTo(once);
    }
    assertThat(once).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {26, 27})
  void anyNumberOfThreadsGivesTheSameBytesInTheSameOrder(long seed) {
    Random random = new Random(seed);
    List<SourceFiles> sources = new ArrayList<>(new TroubledDay(folder).troubled(random));
    for (int chunk : new int[] {3, SourceReader.CHUNK_LINES}) {
      Told once = run(sources, 1, chunk);
      for (int threads : new int[] {2, 8}) {
        Told several = run(sources, threads, chunk);
        assertThat(several.all).isEqualTo(once.all).hasSizeGreaterThan(5);
        assertThat(several.result).isEqualTo(once.result);
        Collections.shuffle(sources, random);
        assertThat(run(sources, threads, chunk).all).isEqualTo(once.all);
        once = run(sources, 1, chunk);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void countsAddUpToFindingsAndLinesToTheLedger(long seed) {
    List<SourceFiles> sources = new TroubledDay(folder).troubled(new Random(seed));
    Told told = run(sources, 1, SourceReader.CHUNK_LINES);

    long inIncidents =
        told.last.values().stream()
            .filter(incident -> incident.status() != Status.MERGED)
            .mapToLong(Incident::count)
            .sum();
    ScanResult result = requireNonNull(told.result);
    assertThat(inIncidents + result.counts().absorbed() + result.counts().unopened())
        .isEqualTo(findings(sources));
    assertThat(result.balanced()).isTrue();
    assertThat(result.sources().stream().mapToLong(SourceLedger::in).sum()).isPositive();
  }

  /** Counted without tracking. */
  private static long findings(List<SourceFiles> sources) {
    long[] count = new long[1];
    OpenFiles files = new OpenFiles(sources.size(), false);
    for (SourceFiles source : sources) {
      SourceReader reader = new SourceReader(source, ENGINE, 100, files);
      for (var finding = reader.peek(); finding != null; finding = reader.peek()) {
        count[0] += finding.count();
        reader.remove();
      }
    }
    return count[0];
  }

  private static Told run(List<SourceFiles> sources, int threads, int chunk) {
    Told told = new Told();
    told.result = new Scan(ENGINE, sources, threads, chunk).run(told);
    return told;
  }

  private static final class Told implements Changes {
    private final IncidentDocument incidents = new IncidentDocument(ENGINE.catalogue());
    private final TaggedLogDocument tagged = new TaggedLogDocument(ENGINE.catalogue());
    final Map<String, String> documents = new HashMap<>();

    /** Every state of every incident, and every tagged event, as they come. */
    final List<String> all = new ArrayList<>();

    final Map<String, Incident> last = new HashMap<>();
    @Nullable ScanResult result;

    @Override
    public void incident(Incident incident, Transition transition) {
      last.put(incident.id(), incident);
      byte[] document = DocumentSchema.INCIDENT.check(incidents.toBytes(incident));
      documents.put(incident.id(), new String(document, UTF_8));
      all.add(transition + " " + new String(document, UTF_8));
    }

    @Override
    public void tagged(TaggedEvent event) {
      byte[] document = DocumentSchema.TAGGED_LOG.check(tagged.toBytes(event));
      all.add(new String(document, UTF_8));
    }
  }
}
