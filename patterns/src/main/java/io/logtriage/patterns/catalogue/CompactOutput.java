package io.logtriage.patterns.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes values one behind the other; {@link CompactInput} reads them in the same order. */
final class CompactOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  void number(int value) {
    write(() -> out.writeInt(value));
  }

  void flag(boolean value) {
    write(() -> out.writeBoolean(value));
  }

  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    write(() -> out.write(encoded));
  }

  void constant(Enum<?> value) {
    text(value.name());
  }

  void duration(Duration duration) {
    write(() -> out.writeLong(duration.toMillis()));
  }

  void texts(List<String> texts) {
    list(texts, CompactOutput::text);
  }

  <T> void list(List<T> list, Writer<T> writer) {
    number(list.size());
    list.forEach(element -> writer.write(this, element));
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Writes one element of a list. */
  @FunctionalInterface
  interface Writer<T> {
    void write(CompactOutput out, T value);
  }

  private interface Write {
    void run() throws IOException;
  }
}
