package io.logtriage.elastic;

import java.util.List;

/**
 * What a search found.
 *
 * @param total how many incidents match, those beyond the query's size too
 * @param hits the first of them, in the query's order
 */
public record IncidentHits(long total, List<IncidentHit> hits) {

  public IncidentHits {
    hits = List.copyOf(hits);
  }
}
