package io.logtriage.patterns.catalogue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what {@link CompactOutput} wrote. */
final class CompactInput {
  private final DataInputStream in;

  CompactInput(byte[] bytes) {
    this.in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  int number() {
    return read(in::readInt);
  }

  boolean flag() {
    return read(in::readBoolean);
  }

  String text() {
    int length = number();
    return new String(read(() -> in.readNBytes(length)), StandardCharsets.UTF_8);
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, text());
  }

  Duration duration() {
    return Duration.ofMillis(read(in::readLong));
  }

  List<String> texts() {
    return list(CompactInput::text);
  }

  <T> List<T> list(Function<CompactInput, T> reader) {
    List<T> list = new ArrayList<>();
    for (int left = number(); left > 0; left--) {
      list.add(reader.apply(this));
    }
    return list;
  }

  private static <T> T read(Read<T> read) {
    try {
      return read.run();
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue is cut short; build it again", e);
    }
  }

  private interface Read<T> {
    T run() throws IOException;
  }
}
