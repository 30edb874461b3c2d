package io.logtriage.elastic;

import io.logtriage.elastic.BulkOperation.Kind;
import io.logtriage.elastic.ItemAnswer.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes operations, as far as the cluster takes them now. Never throws for the cluster's sake. */
final class BulkWriter {
  private static final String PATH = "/_bulk?require_alias=true&filter_path=" + ItemAnswer.FILTER;

  private final ElasticsearchConnection connection;
  private final WriteAliases aliases;

  BulkWriter(ElasticsearchConnection connection, WriteAliases aliases) {
    this.connection = connection;
    this.aliases = aliases;
  }

  BulkOutcome write(List<BulkOperation> operations) {
    BulkOutcome outcome = new BulkOutcome();
    for (List<BulkOperation> request : BulkBody.requests(withAlias(operations, outcome))) {
      if (outcome.trouble().isEmpty()) {
        send(request, outcome);
      } else {
        outcome.later(request, outcome.trouble());
      }
    }
    return outcome;
  }

  /** Those whose alias is there, or could be created. */
  private List<BulkOperation> withAlias(List<BulkOperation> operations, BulkOutcome outcome) {
    Map<String, List<BulkOperation>> byAlias = new LinkedHashMap<>();
    operations.forEach(
        operation ->
            byAlias.computeIfAbsent(operation.alias(), alias -> new ArrayList<>()).add(operation));
    List<BulkOperation> ready = new ArrayList<>(operations.size());
    byAlias.forEach(
        (alias, ofAlias) -> {
          try {
            if (prepare(alias, ofAlias)) {
              ready.addAll(ofAlias);
            } else {
              outcome.addDone(ofAlias.size());
            }
          } catch (IOException e) {
            outcome.later(ofAlias, connection.describe(e));
          } catch (ElasticsearchFailure e) {
            outcome.later(ofAlias, String.valueOf(e.getMessage()));
          }
        });
    return ready;
  }

  /** Creates an index only for something to put into it. */
  private boolean prepare(String alias, List<BulkOperation> operations) throws IOException {
    if (operations.stream().allMatch(operation -> operation.kind() == Kind.DELETE)) {
      return aliases.exists(alias);
    }
    aliases.ensure(alias);
    return true;
  }

  private void send(List<BulkOperation> operations, BulkOutcome outcome) {
    try {
      Answer answer = connection.sendLines(PATH, BulkBody.of(operations));
      if (answer.ok()) {
        readItems(operations, answer, outcome);
      } else if (tooMuchOrInvalid(answer)) {
        narrowDown(operations, answer, outcome);
      } else {
        outcome.later(operations, trouble(answer));
      }
    } catch (IOException e) {
      outcome.later(operations, connection.describe(e));
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
        aliases.doubt(operations.get(i).alias());
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
    send(operations.subList(0, half), outcome);
    send(operations.subList(half, operations.size()), outcome);
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
