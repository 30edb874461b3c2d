package io.logtriage.app.notify;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Shows what another receiver would get. */
record Preview(Receiver of, Consumer<String> request) implements Receiver {
  @Override
  public String where() {
    return of.where();
  }

  @Override
  public byte[] body(Message message) {
    return of.body(message);
  }

  @Override
  public Answer send(byte[] body) {
    request.accept(new String(body, StandardCharsets.UTF_8));
    return new Answer.Taken();
  }
}
