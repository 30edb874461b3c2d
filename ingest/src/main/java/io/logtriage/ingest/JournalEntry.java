package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code journalctl -o json} (systemd.journal-fields(7), journalctl(1)).
 *
 * @param host null when the entry does not say it
 * @param unit whom it is about: unit, container or program
 * @param head what stands before each line, as journalctl prints it
 * @param message may hold several lines
 * @param cursor where it stands
 * @param sequence names the counting that {@code number} belongs to
 * @param number rises with each entry
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one line, and is compared with nothing
record JournalEntry(
    @Nullable String host,
    String unit,
    String head,
    byte[] message,
    String cursor,
    String sequence,
    long number) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CURSOR =
      Pattern.compile("(?:.*;)?s=(?<sequence>[0-9a-f]+);i=(?<number>[0-9a-f]{1,13})(?:;.*)?");

  /**
   * Reads a line of journalctl's output.
   *
   * @throws IOException when it is none
   */
  static JournalEntry parse(byte[] line, int from, int to) throws IOException {
    JsonNode entry = JSON.readTree(line, from, to - from);
    String cursor = entry.path("__CURSOR").asText("");
    Matcher matcher = CURSOR.matcher(cursor);
    if (!matcher.matches()) {
      throw new IOException(
          "expected an entry of the journal with a cursor, found '" + cursor + "'");
    }
    String host = first(entry, "_HOSTNAME");
    String program = first(entry, "SYSLOG_IDENTIFIER", "_COMM", "_EXE");
    String tag = program == null ? "journal" : program.replaceAll("[^\\w./-]", "_");
    String unit =
        first(
            entry,
            "CONTAINER_NAME",
            "COREDUMP_UNIT",
            "UNIT",
            "_SYSTEMD_UNIT",
            "USER_UNIT",
            "_SYSTEMD_USER_UNIT");
    String pid = first(entry, "_PID", "SYSLOG_PID");
    long micros = entry.path("__REALTIME_TIMESTAMP").asLong();
    Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return new JournalEntry(
        host,
        unit == null ? tag : unit,
        time
            + " "
            + (host == null ? "localhost" : host)
            + " "
            + tag
            + (pid == null ? "" : "[" + pid + "]")
            + ": ",
        message(entry.path("MESSAGE")),
        cursor,
        matcher.group("sequence"),
        Long.parseLong(matcher.group("number"), 16));
  }

  /** The sequence that a cursor belongs to; empty when it is none. */
  static String sequence(@Nullable String cursor) {
    Matcher matcher = CURSOR.matcher(cursor == null ? "" : cursor);
    return matcher.matches() ? matcher.group("sequence") : "";
  }

  /** Text, or its bytes when it is no UTF-8; of a field that stands there twice the first. */
  private static byte[] message(JsonNode message) {
    if (!message.isArray()) {
      return message.isNull() ? new byte[0] : message.asText("").getBytes(UTF_8);
    }
    if (!message.path(0).isNumber()) {
      return message(message.path(0));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.size());
    message.forEach(each -> bytes.write(each.asInt()));
    return bytes.toByteArray();
  }

  private static @Nullable String first(JsonNode entry, String... fields) {
    for (String field : fields) {
      JsonNode value = entry.path(field);
      String text = value.isArray() ? value.path(0).asText("") : value.asText("");
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
