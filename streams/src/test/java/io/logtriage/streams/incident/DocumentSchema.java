package io.logtriage.streams.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The published schemas: whatever document a test sees must be one of theirs. */
public final class DocumentSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of records on {@code incidents}. */
  public static final DocumentSchema INCIDENT = new DocumentSchema("incident.schema.json");

  /** Of records on {@code tagged-logs}. */
  public static final DocumentSchema TAGGED_LOG = new DocumentSchema("tagged-log.schema.json");

  private final String name;
  private final JsonSchema schema;

  private DocumentSchema(String name) {
    this.name = name;
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                IncidentDocument.class.getResourceAsStream(name),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  /** The same document; fails when the schema does not allow it. */
  public byte[] check(byte[] document) {
    try {
      JsonNode read = JSON.readTree(document);
      var problems = schema.validate(read);
      if (!problems.isEmpty()) {
        throw new AssertionError(name + ": " + problems + " in " + new String(document, UTF_8));
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
