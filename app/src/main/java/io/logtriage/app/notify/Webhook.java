package io.logtriage.app.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A JSON object: {@code text}, and beside it the incidents themselves unless only text is read. */
record Webhook(Post post, String where, boolean textOnly, Links links) implements Receiver {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public byte[] body(Message message) {
    ObjectNode body = JSON.createObjectNode();
    body.put("text", MessageText.of(message, links));
    if (!textOnly) {
      ArrayNode incidents = body.putArray("incidents");
      message.items().forEach(item -> write(item, incidents.addObject()));
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Item item, ObjectNode incident) {
    incident.put("key", item.key());
    incident.put("transition", item.event().transition().word());
    links.to(item.event().notice()).ifPresent(link -> incident.put("link", link));
    ArrayNode effects = incident.putArray("effects");
    for (Event effect : item.effects()) {
      ObjectNode told = effects.addObject();
      told.put("id", effect.notice().id());
      told.put("symptom", effect.notice().symptom());
      told.put("severity", effect.notice().severity());
      told.put("count", effect.notice().count());
    }
    try {
      incident.set("document", JSON.readTree(item.event().document()));
    } catch (IOException e) {
      throw new UncheckedIOException("incident " + item.event().notice().id() + " is no JSON", e);
    }
  }

  @Override
  public Answer send(byte[] body) {
    return post.send(body);
  }
}
