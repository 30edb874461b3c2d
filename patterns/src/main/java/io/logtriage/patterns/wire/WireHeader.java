package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A record header without Kafka's types. The bytes are not copied: nobody may change them. */
public final class WireHeader {
  private final String name;
  private final byte[] value;

  /**
   * A header.
   *
   * @param value the header's bytes; empty stands for an absent value, too
   */
  public WireHeader(String name, byte[] value) {
    this.name = requireNonNull(name, "name is null");
    this.value = requireNonNull(value, "value is null");
  }

  static WireHeader text(String name, String value) {
    return new WireHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  public String name() {
    return name;
  }

  public byte[] value() {
    return value;
  }

  String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WireHeader header
        && name.equals(header.name)
        && Arrays.equals(value, header.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return name + "=" + text();
  }
}
