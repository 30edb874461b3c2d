package io.logtriage.patterns.catalogue;

import java.util.List;

/** What {@code run} watches for in its own sources, besides what their lines say. */
public enum PipelineCondition {
  /** A source that spoke in a rhythm, learned or declared, has stopped. */
  SILENCE("silence"),
  /** The times of a source's live lines are steadily off from the time of their arrival. */
  CLOCK_SKEW("clock-skew"),
  /** A source whose lines were understood writes lines that are not. */
  FORMAT_DRIFT("format-drift"),
  /** Records of others without a key: nothing tells whose lines they are. */
  UNKEYED("unkeyed"),
  /** One source on two partitions: nothing keeps its lines in order. */
  SPLIT("split"),
  /** A pattern took too long too often and is left out. */
  QUARANTINE("quarantine");

  private final String word;

  PipelineCondition(String word) {
    this.word = word;
  }

  /** As symptom files call it. */
  public String word() {
    return word;
  }

  /** The fields that its findings carry: what a symptom may group by. */
  public List<String> fields() {
    return switch (this) {
      case UNKEYED -> List.of("kafka.topic");
      case QUARANTINE -> List.of("pattern.symptom");
      default -> List.of("host.name", "log.file.path");
    };
  }
}
