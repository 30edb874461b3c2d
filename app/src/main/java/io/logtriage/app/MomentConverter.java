package io.logtriage.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment: ISO-8601 (local time without a zone), a date, or a duration that counts back from now.
 */
final class MomentConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String value) {
    if (value.matches("\\d+(ms|s|m|h|d)")) {
      return Instant.now().minus(new DurationConverter().convert(value));
    }
    String text = value.replace(' ', 'T');
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      if (text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && text.length() > 19) {
        return OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
            .toInstant();
      }
      return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException notAMoment) {
      throw new TypeConversionException(
          "'"
              + value
              + "' is no moment: expected for instance 2026-11-22T15:00:00Z, 2026-11-22 15:00, 2026-11-22, or 2h for two hours ago");
    }
  }
}
