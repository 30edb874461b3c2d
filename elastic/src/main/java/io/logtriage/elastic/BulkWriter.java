package io.logtriage.elastic;

import io.logtriage.elastic.BulkOperation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes operations through their aliases, as far as the cluster takes them now. Never throws for
 * the cluster's sake.
 */
final class BulkWriter {
  private final ElasticsearchConnection connection;
  private final WriteAliases aliases;
  private final BulkSender sender;

  BulkWriter(ElasticsearchConnection connection, WriteAliases aliases) {
    this.connection = connection;
    this.aliases = aliases;
    this.sender = new BulkSender(connection, true, operation -> aliases.doubt(operation.alias()));
  }

  BulkOutcome write(List<BulkOperation> operations) {
    BulkOutcome outcome = new BulkOutcome();
    List<BulkOperation> ready = withAlias(operations, outcome);
    if (outcome.trouble().isEmpty()) {
      sender.send(ready, outcome);
    } else {
      outcome.later(ready, outcome.trouble());
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
}
