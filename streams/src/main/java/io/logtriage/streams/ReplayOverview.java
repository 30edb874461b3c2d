package io.logtriage.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.unmatched.UnmatchedTemplate;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.scan.SourceOverview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay keeps of its sources beside incidents, on a topic of its own: a few JSON records
 * for each, so that none grows too large.
 */
public final class ReplayOverview {
  private static final int TEMPLATES_A_RECORD = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReplayOverview() {}

  /** Name of the topic. */
  static String topic(Topics topics) {
    return topics.prefix() + "overview";
  }

  /**
   * The sources that a finished replay has read, by their keys.
   *
   * @param patience how long to wait for the broker
   * @throws IllegalStateException when no broker answers, or there is no such replay
   */
  public static Collection<SourceOverview> read(
      Map<String, ?> kafka, Topics topics, Duration patience) {
    return decode(LastStates.read(kafka, topic(topics), patience).values());
  }

  /** Records of one source: the value of each, in order. */
  static List<byte[]> encode(SourceOverview overview) {
    List<byte[]> records = new ArrayList<>();
    List<UnmatchedTemplate> templates = overview.templates();
    for (int from = 0; from == 0 || from < templates.size(); from += TEMPLATES_A_RECORD) {
      int to = Math.min(from + TEMPLATES_A_RECORD, templates.size());
      try {
        records.add(JSON.writeValueAsBytes(overview.with(templates.subList(from, to))));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write what was found in " + overview.key(), e);
      }
    }
    return records;
  }

  /** The sources whose records these are. */
  static Collection<SourceOverview> decode(Collection<byte[]> records) {
    Map<String, SourceOverview> sources = new TreeMap<>();
    for (byte[] record : records) {
      try {
        SourceOverview part = JSON.readValue(record, SourceOverview.class);
        sources.merge(part.key(), part, ReplayOverview::join);
      } catch (IOException e) {
        throw new UncheckedIOException("a record of a replay's overview is not readable", e);
      }
    }
    return sources.values();
  }

  private static SourceOverview join(SourceOverview one, SourceOverview other) {
    List<UnmatchedTemplate> templates = new ArrayList<>(one.templates());
    templates.addAll(other.templates());
    return one.with(templates);
  }
}
