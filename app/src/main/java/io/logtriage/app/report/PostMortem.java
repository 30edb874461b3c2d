package io.logtriage.app.report;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.unmatched.SymptomDraft;
import io.logtriage.patterns.unmatched.UnmatchedEvents;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import io.logtriage.streams.scan.SourceOverview;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened, for somebody who was not there.
 *
 * @param title what was read: a replay's name, or paths
 * @param zone that times are told in
 * @param incidents by time; merged ones are part of those that they were merged into
 * @param sources that were read
 * @param unmatched what was not understood, by deployment, the most frequent first
 * @param companions what was not understood, but only comes with symptoms that are
 * @param drafts symptom files for some of it
 */
public record PostMortem(
    String title,
    ZoneId zone,
    List<ReportedIncident> incidents,
    List<SourceOverview> sources,
    Map<String, List<UnmatchedTemplate>> unmatched,
    List<UnmatchedTemplate> companions,
    Map<UnmatchedTemplate, SymptomDraft> drafts) {
  /** Clusters of a deployment that are shown. */
  static final int MAX_CLUSTERS = 100;

  /** Drafts that are made: each is checked against all examples of the catalogue. */
  private static final int MAX_DRAFTS = 40;

  public PostMortem {
    incidents = List.copyOf(incidents);
    sources = List.copyOf(sources);
  }

  /**
   * Puts it together.
   *
   * @param documents of incidents, their last states
   * @param catalogue that drafts are to be added to
   */
  public static PostMortem of(
      String title,
      ZoneId zone,
      Collection<byte[]> documents,
      Collection<SourceOverview> sources,
      Catalogue catalogue) {
    List<ReportedIncident> incidents =
        documents.stream()
            .map(ReportedIncident::of)
            .filter(incident -> !incident.status().equals("merged"))
            .sorted(ReportedIncident.BY_TIME)
            .toList();
    Map<String, List<UnmatchedTemplate>> unmatched = new TreeMap<>();
    sources.stream()
        .collect(
            Collectors.groupingBy(
                SourceOverview::deployment,
                Collectors.flatMapping(source -> source.templates().stream(), Collectors.toList())))
        .forEach(
            (deployment, templates) -> {
              if (!templates.isEmpty()) {
                unmatched.put(deployment, UnmatchedEvents.merge(templates));
              }
            });
    List<UnmatchedTemplate> companions =
        UnmatchedEvents.merge(
            unmatched.values().stream()
                .flatMap(List::stream)
                .filter(UnmatchedTemplate::companion)
                .toList());
    unmatched.replaceAll(
        (deployment, templates) ->
            templates.stream().filter(Predicate.not(UnmatchedTemplate::companion)).toList());
    unmatched.values().removeIf(List::isEmpty);
    List<UnmatchedTemplate> frequent =
        UnmatchedEvents.merge(unmatched.values().stream().flatMap(List::stream).toList()).stream()
            .limit(MAX_DRAFTS)
            .toList();
    return new PostMortem(
        title,
        zone,
        incidents,
        List.copyOf(sources),
        unmatched,
        companions,
        SymptomDraft.of(catalogue, frequent));
  }

  /** Incidents that no other explains, or whose cause is not among those reported. */
  List<ReportedIncident> roots() {
    Set<String> known = new HashSet<>();
    incidents.forEach(incident -> known.add(incident.id()));
    return incidents.stream()
        .filter(incident -> incident.isRoot() || !known.contains(incident.root()))
        .toList();
  }

  /** What a root brought about, at any distance. */
  List<ReportedIncident> effects(ReportedIncident root) {
    return incidents.stream()
        .filter(incident -> !incident.isRoot() && incident.root().equals(root.id()))
        .toList();
  }

  /** The draft for a cluster, which may be common to deployments; null when there is none. */
  @Nullable SymptomDraft draft(UnmatchedTemplate cluster) {
    return drafts.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().template().equals(cluster.template())
                    && entry.getKey().format() == cluster.format()
                    && entry.getKey().traceback() == cluster.traceback())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  long lines() {
    return sources.stream().mapToLong(source -> source.matched() + source.unmatched()).sum();
  }

  /** Events that were not understood and belong to no cluster. */
  long further() {
    return sources.stream().mapToLong(SourceOverview::further).sum();
  }

  /** Earliest and latest event time, epoch milliseconds; null when no line was dated. */
  @Nullable Span span() {
    List<Long> times = new ArrayList<>();
    for (SourceOverview source : sources) {
      if (source.first() <= source.last()) {
        times.add(source.first());
        times.add(source.last());
      }
    }
    for (ReportedIncident incident : incidents) {
      times.add(incident.first().toEpochMilli());
      times.add(incident.last().toEpochMilli());
    }
    return times.isEmpty()
        ? null
        : new Span(
            times.stream().mapToLong(Long::longValue).min().orElse(0),
            times.stream().mapToLong(Long::longValue).max().orElse(0));
  }

  /** From when to when, epoch milliseconds. */
  record Span(long from, long to) {
    long length() {
      return Math.max(1, to - from);
    }
  }

  String catalogues() {
    return incidents.stream()
        .map(ReportedIncident::catalogue)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
