package io.logtriage.elastic;

import io.logtriage.elastic.ItemAnswer.Verdict;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Sends bulk requests, two at a time, so that the cluster has the next one when it has done one.
 * Which is done first does not matter: versions keep the order of what is written under one id.
 * After trouble, and at the beginning, one alone asks whether all is well.
 */
final class BulkSender {
  static final int IN_FLIGHT = 2;

  private final ElasticsearchConnection connection;
  private final String path;
  private final Consumer<BulkOperation> missing;
  private boolean well;

  private record Sent(List<BulkOperation> operations, CompletableFuture<Answer> answer) {}

  /**
   * @param requireAlias whether nothing but aliases may be written to
   * @param missing is told of each operation whose alias or index is not there
   */
  BulkSender(
      ElasticsearchConnection connection, boolean requireAlias, Consumer<BulkOperation> missing) {
    this.connection = connection;
    this.path = "/_bulk?require_alias=" + requireAlias + "&filter_path=" + ItemAnswer.FILTER;
    this.missing = missing;
  }

  /** Returns when all are answered, or one answer said that the others better wait. */
  void send(List<BulkOperation> operations, BulkOutcome outcome) {
    Deque<List<BulkOperation>> requests = new ArrayDeque<>(BulkBody.requests(operations));
    Deque<Sent> sent = new ArrayDeque<>();
    while (!requests.isEmpty() || !sent.isEmpty()) {
      while (!requests.isEmpty() && outcome.trouble().isEmpty() && mayStart(sent)) {
        sent.add(start(requests.remove()));
      }
      if (sent.isEmpty()) {
        requests.forEach(request -> outcome.later(request, outcome.trouble()));
        return;
      }
      settle(sent.remove(), outcome);
      well = outcome.trouble().isEmpty();
    }
  }

  private boolean mayStart(Deque<Sent> sent) {
    return sent.size() < (well ? IN_FLIGHT : 1);
  }

  private Sent start(List<BulkOperation> operations) {
    return new Sent(operations, connection.sendLines(path, BulkBody.of(operations)));
  }

  private void settle(Sent sent, BulkOutcome outcome) {
    List<BulkOperation> operations = sent.operations();
    try {
      Answer answer = sent.answer().get();
      if (answer.ok()) {
        readItems(operations, answer, outcome);
      } else if (tooMuchOrInvalid(answer)) {
        narrowDown(operations, answer, outcome);
      } else {
        outcome.later(operations, trouble(answer));
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      outcome.later(
          operations,
          connection.describe(
              cause instanceof IOException io ? io : new IOException(cause.toString(), cause)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome.later(operations, "interrupted before " + connection.where() + " answered");
    }
  }

  private void readItems(List<BulkOperation> operations, Answer answer, BulkOutcome outcome) {
    Optional<List<ItemAnswer>> items = ItemAnswer.readAll(answer, operations.size());
    if (items.isEmpty()) {
      outcome.later(
          operations,
          connection.where() + " gave no whole answer to a bulk request: " + answer.reason());
      return;
    }
    for (int i = 0; i < operations.size(); i++) {
      ItemAnswer item = items.get().get(i);
      outcome.add(operations.get(i), item);
      if (item.verdict() == Verdict.NO_ALIAS) {
        missing.accept(operations.get(i));
      }
    }
  }

  /** One bad operation fails a whole request: halve it until that one is found. */
  private void narrowDown(List<BulkOperation> operations, Answer answer, BulkOutcome outcome) {
    if (operations.size() == 1) {
      outcome.refuse(operations.get(0), answer.reason());
      return;
    }
    int half = operations.size() / 2;
    settle(start(operations.subList(0, half)), outcome);
    settle(start(operations.subList(half, operations.size())), outcome);
  }

  /** A 400 without Elasticsearch's error is some proxy's, and says nothing about documents. */
  private static boolean tooMuchOrInvalid(Answer answer) {
    return answer.status() == 413 || (answer.status() == 400 && !answer.errorType().isEmpty());
  }

  private String trouble(Answer answer) {
    if (answer.forbidden()) {
      return String.valueOf(
          connection.forbidden(answer, "the index privileges write and create_index").getMessage());
    }
    return "Elasticsearch at " + connection.where() + " takes no documents: " + answer.reason();
  }
}
