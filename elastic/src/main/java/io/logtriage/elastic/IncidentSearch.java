package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.SimpleQueryStringFlag;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import io.logtriage.elastic.IncidentQuery.Order;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Finds incidents. */
public final class IncidentSearch {
  private static final String MESSAGE = "message";
  private static final String TITLE = "rule.name.text";
  private static final String SAMPLES = "incident.samples.message";

  private final ElasticsearchConnection connection;
  private final IndexNames names;

  public IncidentSearch(ElasticsearchConnection connection, IndexNames names) {
    this.connection = requireNonNull(connection, "connection is null");
    this.names = requireNonNull(names, "names is null");
  }

  /**
   * Searches what has been written up to about half a second ago.
   *
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public IncidentHits search(IncidentQuery query) {
    try {
      SearchResponse<JsonNode> found = connection.client().search(request(query), JsonNode.class);
      return new IncidentHits(
          found.hits().total() == null ? 0 : found.hits().total().value(),
          found.hits().hits().stream().map(IncidentSearch::hit).toList());
    } catch (ElasticsearchException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
  }

  /**
   * Makes all that has been written until now visible to searches; costs Elasticsearch more than
   * waiting would, so it is for a program's end.
   *
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public void refresh() {
    try {
      connection.client().indices().refresh(refresh -> refresh.index(names.incidents()));
    } catch (ElasticsearchException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
    }
  }

  private SearchRequest request(IncidentQuery query) {
    return SearchRequest.of(
        search ->
            search
                .index(names.incidents())
                .size(query.size())
                .trackTotalHits(total -> total.enabled(true))
                .query(Query.of(q -> q.bool(conditions(query))))
                .sort(order(query.order()))
                .highlight(highlight()));
  }

  private static BoolQuery conditions(IncidentQuery query) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    query
        .exact()
        .forEach(
            (field, values) ->
                all.filter(
                    f ->
                        f.terms(
                            t ->
                                t.field(field)
                                    .terms(
                                        v ->
                                            v.value(
                                                values.stream().map(FieldValue::of).toList())))));
    String id = query.id();
    if (id != null) {
      all.filter(f -> f.prefix(p -> p.field("incident.id").value(id)));
    }
    Instant since = query.since();
    if (since != null) {
      all.filter(
          f -> f.range(r -> r.date(d -> d.field("incident.last_seen").gte(since.toString()))));
    }
    Instant until = query.until();
    if (until != null) {
      all.filter(
          f -> f.range(r -> r.date(d -> d.field("incident.first_seen").lt(until.toString()))));
    }
    String text = query.text();
    if (text != null && !text.isBlank()) {
      all.must(words(text));
    }
    return all.build();
  }

  /** What a user types is never a syntax error, and cannot ask for anything slow. */
  private static Query words(String text) {
    return Query.of(
        q ->
            q.simpleQueryString(
                s ->
                    s.query(text)
                        .fields(MESSAGE, TITLE, SAMPLES, "incident.id", "incident.symptom")
                        .defaultOperator(Operator.And)
                        .flags(
                            SimpleQueryStringFlag.Phrase,
                            SimpleQueryStringFlag.Prefix,
                            SimpleQueryStringFlag.Not,
                            SimpleQueryStringFlag.Whitespace)
                        .lenient(true)));
  }

  private static List<SortOptions> order(Order order) {
    return order == Order.LAST_SEEN
        ? List.of(sort("incident.last_seen", SortOrder.Desc), sort("incident.id", SortOrder.Asc))
        : List.of(sort("incident.first_seen", SortOrder.Asc), sort("incident.id", SortOrder.Asc));
  }

  private static SortOptions sort(String field, SortOrder direction) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(direction)));
  }

  private static Highlight highlight() {
    return Highlight.of(
        h ->
            h.preTags(String.valueOf(IncidentHit.MARK_START))
                .postTags(String.valueOf(IncidentHit.MARK_END))
                .numberOfFragments(2)
                .fragmentSize(150)
                .fields(MESSAGE, f -> f)
                .fields(TITLE, f -> f)
                .fields(SAMPLES, f -> f));
  }

  private static IncidentHit hit(Hit<JsonNode> hit) {
    List<String> fragments =
        hit.highlight().values().stream().flatMap(Collection::stream).distinct().toList();
    return IncidentHit.of(
        hit.source() == null ? MissingNode.getInstance() : hit.source(), fragments);
  }

  private ElasticsearchFailure refused(ElasticsearchException e) {
    if (e.status() == 404) {
      return new ElasticsearchFailure(
          Kind.REFUSED,
          "Elasticsearch at %s has no incidents yet (alias %s is missing): run setup or index first"
              .formatted(connection.where(), names.incidents()),
          e);
    }
    if (e.status() == 401 || e.status() == 403) {
      return connection.forbidden(
          new Answer(e.status(), String.valueOf(e.getMessage())), "read on " + names.incidents());
    }
    Kind kind = e.status() == 429 || e.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
    return new ElasticsearchFailure(
        kind, "Elasticsearch at %s: %s".formatted(connection.where(), e.getMessage()), e);
  }
}
