package io.logtriage.elastic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Kibana's query language that our saved objects use, turned into Elasticsearch's as
 * Kibana does it: {@code field: value}, {@code field: "value"}, {@code field: *}, not, and, or.
 */
final class Kql {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\(|\\)|[\\w.@]+\\s*:\\s*(?:\"[^\"]*\"|\\*|[\\w.-]+)|not|and|or)\\s*");

  private final List<String> tokens = new ArrayList<>();
  private final Set<String> fields = new TreeSet<>();
  private int next;

  private Kql(String query) {
    Matcher token = TOKEN.matcher(query);
    int end = 0;
    while (token.lookingAt()) {
      tokens.add(token.group(1));
      end = token.end();
      token.region(end, query.length());
    }
    if (end != query.length()) {
      throw new AssertionError("not read: " + query.substring(end) + " of " + query);
    }
  }

  static ObjectNode toElasticsearch(String query) {
    if (query.isBlank()) {
      ObjectNode all = KibanaFile.JSON.createObjectNode();
      all.putObject("match_all");
      return all;
    }
    return new Kql(query).any();
  }

  static Set<String> fields(String query) {
    if (query.isBlank()) {
      return Set.of();
    }
    Kql read = new Kql(query);
    read.any();
    return read.fields;
  }

  private ObjectNode any() {
    return joined("or", "should", this::all);
  }

  private ObjectNode all() {
    return joined("and", "filter", this::one);
  }

  private ObjectNode joined(String word, String clause, Supplier<ObjectNode> part) {
    ObjectNode bool = KibanaFile.JSON.createObjectNode();
    ArrayNode parts = bool.putObject("bool").putArray(clause);
    parts.add(part.get());
    while (next < tokens.size() && tokens.get(next).equals(word)) {
      next++;
      parts.add(part.get());
    }
    return bool;
  }

  private ObjectNode one() {
    String token = tokens.get(next++);
    ObjectNode query = KibanaFile.JSON.createObjectNode();
    if (token.equals("not")) {
      query.putObject("bool").set("must_not", one());
    } else if (token.equals("(")) {
      query = any();
      next++;
    } else {
      String field = token.substring(0, token.indexOf(':')).strip();
      String value = token.substring(token.indexOf(':') + 1).strip();
      fields.add(field);
      if (value.equals("*")) {
        query.putObject("exists").put("field", field);
      } else {
        String kind = value.startsWith("\"") ? "match_phrase" : "match";
        query.putObject(kind).put(field, value.replace("\"", ""));
      }
    }
    return query;
  }
}
