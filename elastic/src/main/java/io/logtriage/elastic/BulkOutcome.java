package io.logtriage.elastic;

import io.logtriage.elastic.ItemAnswer.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What became of operations; filled while requests are answered. */
final class BulkOutcome {
  private final List<BulkOperation> waiting = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long written;
  private long stale;
  private String trouble = "";

  /** Not written yet, to be tried again. */
  List<BulkOperation> waiting() {
    return waiting;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  long written() {
    return written;
  }

  long stale() {
    return stale;
  }

  /** Why something waits, for an administrator; empty when nothing does. */
  String trouble() {
    return trouble;
  }

  void add(BulkOperation operation, ItemAnswer answer) {
    Verdict verdict = answer.verdict();
    switch (verdict) {
      case DONE -> written++;
      case STALE -> stale++;
      case REFUSED -> refuse(operation, answer.describe(operation.alias()));
      default -> later(List.of(operation), answer.describe(operation.alias()));
    }
  }

  /** Nothing had to be done: what was to be deleted is not there. */
  void addDone(int count) {
    written += count;
  }

  void refuse(BulkOperation operation, String reason) {
    refusals.add(Refusal.refused(operation, reason));
  }

  void later(List<BulkOperation> operations, String why) {
    waiting.addAll(operations);
    if (trouble.isEmpty()) {
      trouble = why;
    }
  }
}
