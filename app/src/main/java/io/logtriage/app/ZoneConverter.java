package io.logtriage.app;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code Europe/Berlin}, {@code UTC} or {@code +02:00}. */
final class ZoneConverter implements ITypeConverter<ZoneId> {
  @Override
  public ZoneId convert(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException unknown) {
      throw new TypeConversionException(
          "'" + value + "' is no time zone: expected for instance Europe/Berlin, UTC or +02:00");
    }
  }
}
