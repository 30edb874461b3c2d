package io.logtriage.patterns.unmatched;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.yaml.CatalogueLoader;
import io.logtriage.patterns.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A symptom file made of a cluster: it loads as it is, and waits for a better name, a severity and
 * a remedy.
 *
 * @param id of the symptom, and the file's name without {@code .yaml}
 * @param yaml the file's text
 */
public record SymptomDraft(String id, String yaml) {

  public SymptomDraft {
    requireNonNull(id, "id is null");
    requireNonNull(yaml, "yaml is null");
  }

  /** What its file is called. */
  public String fileName() {
    return id + ".yaml";
  }

  /**
   * Drafts for clusters that have enough text in common, each checked as the loader checks every
   * symptom file. A cluster whose detailed pattern is refused gets a shorter one, or none.
   *
   * @param catalogue that they are to be added to
   */
  public static Map<UnmatchedTemplate, SymptomDraft> of(
      Catalogue catalogue, List<UnmatchedTemplate> templates) {
    Set<String> taken = new HashSet<>();
    catalogue.symptoms().forEach(symptom -> taken.add(symptom.id()));
    Map<UnmatchedTemplate, SymptomDraft> accepted = new LinkedHashMap<>();
    List<UnmatchedTemplate> left = new ArrayList<>(templates);
    for (DraftText.Detail detail : DraftText.Detail.values()) {
      Map<UnmatchedTemplate, SymptomDraft> good =
          withoutProblems(catalogue, drafts(left, detail, taken));
      accepted.putAll(good);
      good.values().forEach(draft -> taken.add(draft.id()));
      left.removeAll(good.keySet());
    }
    Map<UnmatchedTemplate, SymptomDraft> ordered = new LinkedHashMap<>();
    templates.forEach(
        template -> {
          SymptomDraft draft = accepted.get(template);
          if (draft != null) {
            ordered.put(template, draft);
          }
        });
    return ordered;
  }

  private static Map<UnmatchedTemplate, SymptomDraft> drafts(
      List<UnmatchedTemplate> templates, DraftText.Detail detail, Set<String> taken) {
    Map<UnmatchedTemplate, SymptomDraft> drafts = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>(taken);
    for (UnmatchedTemplate template : templates) {
      if (!template.samples().isEmpty()) {
        String id = DraftName.of(template.template(), ids);
        ids.add(id);
        drafts.put(template, new SymptomDraft(id, DraftText.of(id, template, detail)));
      }
    }
    return drafts;
  }

  private static Map<UnmatchedTemplate, SymptomDraft> withoutProblems(
      Catalogue catalogue, Map<UnmatchedTemplate, SymptomDraft> drafts) {
    Map<UnmatchedTemplate, SymptomDraft> good = new LinkedHashMap<>(drafts);
    // A draft may stand in another's way: without the refused ones the rest is judged again.
    for (Set<String> bad = refused(catalogue, good);
        !bad.isEmpty();
        bad = refused(catalogue, good)) {
      Set<String> names = bad;
      good.values().removeIf(draft -> names.contains(draft.fileName()));
    }
    return good;
  }

  private static Set<String> refused(
      Catalogue catalogue, Map<UnmatchedTemplate, SymptomDraft> drafts) {
    Map<String, String> files = new HashMap<>();
    drafts.values().forEach(draft -> files.put(draft.fileName(), draft.yaml()));
    return files.isEmpty()
        ? Set.of()
        : CatalogueLoader.check(catalogue, files).stream()
            .map(Problem::file)
            .collect(Collectors.toSet());
  }
}
