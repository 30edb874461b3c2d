package io.logtriage.streams.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.PipelineCondition;
import io.logtriage.patterns.catalogue.Symptom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Makes findings of what is wrong with sources, of the symptoms that wait for it. */
public final class PipelineFindings {
  /** {@code event.dataset} of what no line said. */
  static final String DATASET = "logtriage.pipeline";

  /** Field of a finding of silence: the time of the source's last dated line, ISO 8601. */
  public static final String SILENT_SINCE = "silent.since";

  private final Map<PipelineCondition, Symptom> symptoms = new EnumMap<>(PipelineCondition.class);

  public PipelineFindings(Catalogue catalogue) {
    for (Symptom symptom : catalogue.symptoms()) {
      for (LinePattern pattern : symptom.patterns()) {
        if (pattern instanceof LinePattern.Pipeline pipeline) {
          symptoms.put(pipeline.condition(), symptom);
        }
      }
    }
  }

  /**
   * One observation as a finding; empty when no symptom waits for it.
   *
   * @param at time of the deployment, epoch milliseconds
   * @param fields beside host and path of the source
   */
  public Optional<Finding> finding(
      PipelineCondition condition,
      Source source,
      long at,
      String message,
      Map<String, String> fields) {
    Symptom symptom = symptoms.get(condition);
    if (symptom == null) {
      return Optional.empty();
    }
    Map<String, String> all = new HashMap<>(fields);
    all.put("host.name", source.host());
    all.put("log.file.path", source.path());
    SortedMap<String, String> group = new TreeMap<>();
    for (String name : symptom.group()) {
      String value = all.get(name);
      if (value != null) {
        group.put(name, value);
      }
    }
    all.remove("host.name");
    String id = id(symptom.id() + '\n' + source.key() + '\n' + group + '\n' + at);
    return Optional.of(
        new Finding(
            symptom.id(),
            id,
            source.host(),
            source.path(),
            source.service(),
            DATASET,
            at,
            at,
            1,
            false,
            group,
            all,
            java.util.List.of(
                new Sample(id, at, source.key() + ": " + message, source.path(), -1))));
  }

  private static String id(String content) {
    return UUID.nameUUIDFromBytes(content.getBytes(UTF_8)).toString().replace("-", "");
  }
}
