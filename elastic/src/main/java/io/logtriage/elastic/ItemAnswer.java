package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Elasticsearch's answer to one operation of a bulk request.
 *
 * @param status as of an HTTP answer
 * @param errorType Elasticsearch's name for the error, empty when there was none
 * @param reason of the error, empty when there was none
 */
record ItemAnswer(int status, String errorType, String reason) {
  /** What {@link #readAll} wants to see of the answer. */
  static final String FILTER =
      "errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason";

  private static final int MAX_REASON = 2_000;

  /**
   * Reads the answer to a whole request: HTTP 200 says nothing about its items.
   *
   * @return empty when it is not an answer to {@code expected} operations (a half one, say)
   */
  static Optional<List<ItemAnswer>> readAll(Answer answer, int expected) {
    JsonNode items = answer.json().path("items");
    if (items.size() != expected) {
      return Optional.empty();
    }
    List<ItemAnswer> answers = new ArrayList<>(expected);
    for (JsonNode item : items) {
      JsonNode operation = item.path(item.fieldNames().hasNext() ? item.fieldNames().next() : "");
      if (!operation.path("status").isInt()) {
        return Optional.empty();
      }
      answers.add(read(operation));
    }
    return Optional.of(answers);
  }

  private static ItemAnswer read(JsonNode operation) {
    JsonNode error = operation.path("error");
    String cause = error.path("caused_by").path("reason").asText();
    String reason = error.path("reason").asText() + (cause.isEmpty() ? "" : ": " + cause);
    return new ItemAnswer(
        operation.path("status").intValue(),
        error.path("type").asText(),
        reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "..." : reason);
  }

  /** What follows from it. */
  Verdict verdict() {
    if (status >= 200 && status < 300) {
      return Verdict.DONE;
    }
    return switch (status) {
      // A delete of what is not there has no error.
      case 404 -> errorType.isEmpty() ? Verdict.DONE : Verdict.NO_ALIAS;
      case 409 -> Verdict.STALE;
      case 400, 413 -> aboutTheIndex() ? Verdict.BLOCKED : Verdict.REFUSED;
      case 408, 429 -> Verdict.LATER;
      default -> status >= 500 ? Verdict.LATER : Verdict.BLOCKED;
    };
  }

  /** A 400 that blames the index, not the document: any other document would get it too. */
  private boolean aboutTheIndex() {
    return errorType.equals("index_closed_exception")
        || errorType.equals("cluster_block_exception")
        || reason.startsWith("no write index is defined for alias");
  }

  /** One line on what went wrong and, where a right is missing, which (Elasticsearch names it). */
  String describe(String alias) {
    return "%s: HTTP %d %s: %s".formatted(alias, status, errorType, reason);
  }

  enum Verdict {
    /** It is written. */
    DONE,
    /** It is written already, or a newer version of it is. */
    STALE,
    /** The cluster is busy or partly away. */
    LATER,
    /** Nothing will be written until someone acts: a right, a block, a closed index. */
    BLOCKED,
    /** The alias is gone: set it up, then again. */
    NO_ALIAS,
    /** This document is never taken. */
    REFUSED
  }
}
