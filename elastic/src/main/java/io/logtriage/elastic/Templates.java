package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the templates, and brings existing indices up to them. */
final class Templates {
  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

  private final ElasticsearchConnection connection;
  private final List<Template> templates;

  Templates(ElasticsearchConnection connection, List<Template> templates) {
    this.connection = connection;
    this.templates = List.copyOf(templates);
  }

  /** Puts what is not there as it should be; needs no more than the right to read when all is. */
  void ensure() throws IOException {
    for (Template template : templates) {
      JsonNode installed = installed(template);
      if (!installed.at("/_meta/fingerprint").asText().equals(template.fingerprint())) {
        put(template, installed.at("/template/settings/index"));
      }
    }
  }

  /**
   * Puts all of them, whatever is there.
   *
   * @param retention by which a cluster with lifecycle policies drops indices itself
   * @return names of what was put
   */
  List<String> putAll(Retention retention) throws IOException {
    Lifecycle lifecycle = new Lifecycle(connection);
    boolean offered = lifecycle.isOffered();
    List<String> put = new ArrayList<>();
    for (Template template : templates) {
      ObjectNode chosen = JsonNodeFactory.instance.objectNode();
      if (offered) {
        lifecycle.put(template.name(), template.kept(retention).plus(template.period()));
        chosen.putObject("lifecycle").put("name", template.name());
      }
      if (put(template, chosen)) {
        put.add(template.name());
      }
    }
    return put;
  }

  /** Puts them without a look at existing indices. */
  void putForNewIndices() throws IOException {
    for (Template template : templates) {
      putTemplate(template, installed(template).at("/template/settings/index"));
    }
  }

  private boolean put(Template template, JsonNode chosen) throws IOException {
    boolean put = putTemplate(template, chosen);
    if (put) {
      extendExisting(template);
    }
    return put;
  }

  private boolean putTemplate(Template template, JsonNode chosen) throws IOException {
    int newer = installed(template).at("/_meta/version").asInt();
    if (newer > Template.VERSION) {
      LOG.warn(
          "Index template {} is of a newer logtriage (version {}, this one has {}): left as it is",
          template.name(),
          newer,
          Template.VERSION);
      return false;
    }
    for (String mapping : template.mappings()) {
      send(
          "/_component_template/" + template.componentName(mapping),
          template.componentTemplate(mapping),
          "manage_index_templates");
    }
    send(
        "/_index_template/" + template.name(),
        template.indexTemplate(chosen),
        "manage_index_templates");
    return true;
  }

  /** The index template as it stands in the cluster. */
  private JsonNode installed(Template template) throws IOException {
    Answer answer = connection.send("GET", "/_index_template/" + template.name(), null);
    if (answer.forbidden()) {
      throw connection.forbidden(answer, "monitor");
    }
    if (!answer.ok() && answer.status() != 404) {
      throw refused("index template " + template.name(), answer);
    }
    return answer.json().path("index_templates").path(0).path("index_template");
  }

  /** New fields only: what is of another generation is left as it is until it is rebuilt. */
  private void extendExisting(Template template) throws IOException {
    String pattern = "/" + template.indexPattern();
    Answer answer = connection.send("GET", pattern + IndexIdentity.FILTER, null);
    check(answer, pattern, "view_index_metadata on " + template.indexPattern());
    for (Map.Entry<String, IndexIdentity> index : IndexIdentity.readAll(answer).entrySet()) {
      if (index.getValue().isOfOtherGeneration()) {
        LOG.warn(
            "Index {} has mappings of generation {}, expected {}: index --rebuild makes it anew",
            index.getKey(),
            index.getValue().generation(),
            Template.GENERATION);
      } else {
        extend(index.getKey(), template);
      }
    }
  }

  private void extend(String index, Template template) throws IOException {
    for (String mapping : template.mappings()) {
      String path = "/" + index + "/_mapping";
      String fields = Template.mappings(mapping).set("_meta", Template.meta()).toString();
      Answer answer = connection.send("PUT", path, fields);
      if (answer.status() == 400) {
        throw new ElasticsearchFailure(
            Kind.REFUSED,
            "Index %s, one of %s at %s, cannot take the mapping: %s; it wants to be rebuilt: index --rebuild"
                .formatted(index, template.indexPattern(), connection.where(), answer.reason()));
      }
      check(answer, path, "manage on " + template.indexPattern());
    }
  }

  private void send(String path, String body, String right) throws IOException {
    check(connection.send("PUT", path, body), path, right);
  }

  private void check(Answer answer, String what, String right) {
    if (answer.forbidden()) {
      throw connection.forbidden(answer, right);
    }
    if (!answer.ok()) {
      throw refused(what, answer);
    }
  }

  private ElasticsearchFailure refused(String what, Answer answer) {
    Kind kind = answer.status() == 429 || answer.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
    return new ElasticsearchFailure(
        kind,
        "Elasticsearch at %s refused %s: %s".formatted(connection.where(), what, answer.reason()));
  }
}
