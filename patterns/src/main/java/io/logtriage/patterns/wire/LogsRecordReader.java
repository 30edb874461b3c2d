package io.logtriage.patterns.wire;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.format.Newlines;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one record of the topic {@code logs}; collects the headers, then checks them. */
final class LogsRecordReader {
  private static final int MAX_TEXT = 4096;

  /** A dataset, and access formats. */
  private static final int MAX_FORMAT = 64 * 1024;

  /** A long holds any number of so many. */
  private static final int MAX_DIGITS = 18;

  private static final int MAX_YEAR = 9999;

  private static final int MAX_LABELS = 64;

  private @Nullable WireHeader version;
  private @Nullable WireHeader shipper;
  private @Nullable WireHeader generation;
  private @Nullable WireHeader positions;
  private @Nullable WireHeader deployment;
  private @Nullable WireHeader service;
  private @Nullable WireHeader host;
  private @Nullable WireHeader zone;
  private @Nullable WireHeader format;
  private @Nullable WireHeader flags;
  private @Nullable WireHeader modified;
  private @Nullable WireHeader year;
  private @Nullable Map<String, WireHeader> labels;

  private LogsRecordReader() {}

  static Decoded decode(
      byte @Nullable [] key, byte @Nullable [] value, Iterable<WireHeader> headers) {
    LogsRecordReader reader = new LogsRecordReader();
    headers.forEach(reader::take);
    if (reader.version == null) {
      return new Decoded.Foreign();
    }
    try {
      return new Decoded.Ours(reader.read(key, value));
    } catch (MalformedException e) {
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private void take(WireHeader header) {
    switch (header.name()) {
      case HeaderNames.VERSION -> version = header;
      case HeaderNames.SHIPPER -> shipper = header;
      case HeaderNames.GENERATION -> generation = header;
      case HeaderNames.POSITIONS -> positions = header;
      case HeaderNames.DEPLOYMENT -> deployment = header;
      case HeaderNames.SERVICE -> service = header;
      case HeaderNames.HOST -> host = header;
      case HeaderNames.ZONE -> zone = header;
      case HeaderNames.FORMAT -> format = header;
      case HeaderNames.FLAGS -> flags = header;
      case HeaderNames.MODIFIED -> modified = header;
      case HeaderNames.YEAR -> year = header;
      default -> takeLabel(header);
    }
  }

  private void takeLabel(WireHeader header) {
    if (header.name().startsWith(HeaderNames.LABEL)) {
      Map<String, WireHeader> known = labels == null ? new TreeMap<>() : labels;
      labels = known;
      if (known.size() < MAX_LABELS) {
        known.put(header.name().substring(HeaderNames.LABEL.length()), header);
      }
    }
  }

  private LogsRecord read(byte @Nullable [] key, byte @Nullable [] value)
      throws MalformedException {
    checkVersion();
    int[] ends = ends(value);
    long[] offsets =
        Varints.decode(required(positions, HeaderNames.POSITIONS).value(), ends.length);
    Set<Flag> set = flags == null ? Set.of() : Flag.decode(text(flags));
    if (set.contains(Flag.TRUNCATED) && ends.length != 1) {
      throw new MalformedException("flag truncated on " + ends.length + " lines, expected one");
    }
    return new LogsRecord(
        source(key),
        requiredText(shipper, HeaderNames.SHIPPER),
        number(required(generation, HeaderNames.GENERATION)),
        set,
        modified == null ? LogsRecord.UNKNOWN : number(modified),
        year == null ? 0 : year(year),
        value == null ? new byte[0] : value,
        offsets,
        ends);
  }

  private static int year(WireHeader header) throws MalformedException {
    long number = number(header);
    if (number > MAX_YEAR) {
      throw new MalformedException("header " + header.name() + " is " + number + ", no year");
    }
    return (int) number;
  }

  private void checkVersion() throws MalformedException {
    long found = number(required(version, HeaderNames.VERSION));
    if (found != LogsRecord.VERSION) {
      throw new MalformedException(
          "record version "
              + found
              + ", this program reads version "
              + LogsRecord.VERSION
              + ": update it before the shippers");
    }
  }

  private Source source(byte @Nullable [] key) throws MalformedException {
    if (key == null) {
      throw new MalformedException("no key, expected host:path");
    }
    String text = new String(key, StandardCharsets.UTF_8);
    String hostName = host == null ? text.substring(0, Math.max(0, text.indexOf(':'))) : text(host);
    if (hostName.isEmpty() || !text.startsWith(hostName + ":") || text.length() > MAX_TEXT) {
      throw new MalformedException("key '" + shortened(text) + "', expected host:path");
    }
    return new Source(
        hostName,
        text.substring(hostName.length() + 1),
        requiredText(deployment, HeaderNames.DEPLOYMENT),
        requiredText(service, HeaderNames.SERVICE),
        zone == null ? null : zone(text(zone)),
        format == null ? null : text(format, MAX_FORMAT),
        labels == null ? Map.of() : labels(labels));
  }

  private static Map<String, String> labels(Map<String, WireHeader> headers)
      throws MalformedException {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, WireHeader> header : headers.entrySet()) {
      labels.put(shortened(header.getKey()), text(header.getValue()));
    }
    return labels;
  }

  private static ZoneId zone(String id) throws MalformedException {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new MalformedException("unknown time zone '" + shortened(id) + "'");
    }
  }

  private static int[] ends(byte @Nullable [] value) throws MalformedException {
    if (value == null || value.length == 0) {
      throw new MalformedException("no lines");
    }
    if (value[value.length - 1] != '\n') {
      throw new MalformedException("the last line is not ended by a newline");
    }
    int[] ends = new int[Math.min(value.length, 16 + value.length / 128)];
    int count = 0;
    int end = Newlines.find(value, 0, value.length);
    while (end < value.length) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, Math.min(value.length, count * 2));
      }
      ends[count++] = end;
      end = Newlines.find(value, end + 1, value.length);
    }
    return Arrays.copyOf(ends, count);
  }

  private static WireHeader required(@Nullable WireHeader header, String name)
      throws MalformedException {
    if (header == null) {
      throw new MalformedException("header " + name + " is missing");
    }
    return header;
  }

  private static String requiredText(@Nullable WireHeader header, String name)
      throws MalformedException {
    return text(required(header, name));
  }

  private static String text(WireHeader header) throws MalformedException {
    return text(header, MAX_TEXT);
  }

  private static String text(WireHeader header, int longest) throws MalformedException {
    if (header.value().length > longest) {
      throw new MalformedException(
          "header " + header.name() + " has " + header.value().length + " bytes");
    }
    return header.text();
  }

  private static long number(WireHeader header) throws MalformedException {
    byte[] digits = header.value();
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9' || digits.length > MAX_DIGITS) {
        throw noNumber(header);
      }
      number = number * 10 + digit - '0';
    }
    if (digits.length == 0) {
      throw noNumber(header);
    }
    return number;
  }

  private static MalformedException noNumber(WireHeader header) throws MalformedException {
    return new MalformedException(
        "header " + header.name() + " is '" + shortened(text(header)) + "', expected a number");
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
