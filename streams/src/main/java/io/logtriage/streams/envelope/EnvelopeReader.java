package io.logtriage.streams.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.files.RotatedName;
import io.logtriage.patterns.format.JsonText;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines out of the envelopes of other people's shippers. One per thread.
 *
 * <p>An application's own JSON lines and JSON access lines are no envelopes: their logger's level,
 * status and error are read with them, where formats are recognised. Where a shipper has merged
 * such a line into its envelope, the envelope says whose it is and all of it is the line.
 */
public final class EnvelopeReader {
  private static final int LONGEST = 256 * 1024;
  private static final int LONGEST_MERGED = 64 * 1024;

  private final Timestamp timestamp = new Timestamp(ZoneOffset.UTC);
  private final JsonText text = new JsonText(LONGEST);
  private final EnvelopeFields fields = new EnvelopeFields();
  private final OpenTelemetryLogs openTelemetry = new OpenTelemetryLogs(this);
  private final LokiPush loki = new LokiPush(this);

  /** Who is told of each line, or each message of several lines. */
  @FunctionalInterface
  public interface Lines {
    /**
     * One line, or several with {@code \n} between them that belong together.
     *
     * @param bytes good until the call ends
     * @param time what the envelope says, epoch milliseconds, or {@link ParsedEvent#NO_TIME}
     */
    void line(EnvelopeOrigin origin, byte[] bytes, int from, int to, long time);
  }

  /** Whether this record is an envelope; all its lines were handed over then. */
  public boolean read(byte[] value, Lines lines) {
    if (value.length < 2 || firstByte(value) != '{') {
      return false;
    }
    if (openTelemetry.read(value, lines) || loki.read(value, lines)) {
      return true;
    }
    JsonCursor cursor = new JsonCursor(value, 0, value.length);
    fields.clear(value);
    if (!cursor.enterObject()) {
      return false;
    }
    fields.readMembers(cursor);
    if (!cursor.atEnd() || !(fields.isShippers() || fields.isPlain())) {
      return false;
    }
    if (isMerged(value)) {
      merged(value, lines);
    } else {
      emit(fields, value, lines);
    }
    return true;
  }

  /** Whether the shipper put what it knows among the members of the application's own object. */
  private boolean isMerged(byte[] value) {
    return !fields.has(EnvelopeKey.TEXT)
        || (fields.has(EnvelopeKey.APPLICATION)
            && !isSyslog(fields)
            && value.length <= LONGEST_MERGED);
  }

  /** An object may be printed over several lines, but it is one. */
  private void merged(byte[] value, Lines lines) {
    byte[] line = value;
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line = line == value ? value.clone() : line;
        line[i] = ' ';
      }
    }
    lines.line(origin(fields), line, 0, line.length, time(fields, value));
  }

  /** Hands over the text of this envelope. */
  void emit(EnvelopeFields envelope, byte[] value, Lines lines) {
    long time = time(envelope, value);
    text.clear();
    syslogHead(envelope, time);
    int from = envelope.from(EnvelopeKey.TEXT);
    // rsyslog's msg keeps the blank behind the tag.
    boolean blank = isSyslog(envelope) && value[from] == ' ';
    text.unescape(value, blank ? from + 1 : from, envelope.to(EnvelopeKey.TEXT));
    text.trimEnd();
    lines.line(origin(envelope), text.bytes(), 0, text.length(), time);
  }

  long time(EnvelopeFields envelope, byte[] value) {
    return envelope.has(EnvelopeKey.TIME)
        ? timestamp.millis(value, envelope.from(EnvelopeKey.TIME), envelope.to(EnvelopeKey.TIME))
        : ParsedEvent.NO_TIME;
  }

  /** Its severity is the transport's: what stands in the text says more. */
  private static boolean isSyslog(EnvelopeFields envelope) {
    return envelope.has(EnvelopeKey.PROGRAM);
  }

  /**
   * What syslog took off the line: program and process, which gunicorn's own syslog layout does not
   * repeat. Lines of a file had none.
   */
  private void syslogHead(EnvelopeFields envelope, long time) {
    String program = envelope.name(EnvelopeKey.PROGRAM);
    if (program == null || time == ParsedEvent.NO_TIME || envelope.isFile()) {
      return;
    }
    String process = envelope.name(EnvelopeKey.PROCESS);
    String tag = program.replaceAll("(\\[.*)?:?$", "").replaceAll("[^A-Za-z0-9_./-]", "_");
    boolean number = process != null && process.matches("[0-9]{1,10}");
    if (!tag.isEmpty()) {
      text.append(
          (Instant.ofEpochMilli(time) + " - " + tag + (number ? "[" + process + "]" : "") + ": ")
              .getBytes(UTF_8));
    }
  }

  EnvelopeOrigin origin(EnvelopeFields envelope) {
    String project = envelope.name(EnvelopeKey.PROJECT);
    String namespace = envelope.name(EnvelopeKey.NAMESPACE);
    String app = envelope.name(EnvelopeKey.APP);
    String said = envelope.name(EnvelopeKey.SERVICE);
    String service = said;
    if (service == null) {
      String composed = envelope.name(EnvelopeKey.PROJECT_SERVICE);
      service = composed == null ? app : composed;
    }
    String deployment = envelope.name(EnvelopeKey.DEPLOYMENT);
    if (deployment == null) {
      deployment = project;
    }
    if (deployment == null && namespace != null) {
      deployment = app == null ? namespace : namespace + "/" + app;
    }
    return new EnvelopeOrigin(
        envelope.name(EnvelopeKey.HOST),
        path(envelope, namespace),
        deployment == null ? said : deployment,
        service);
  }

  /** A container's name stays when its file and its id change. */
  private static @Nullable String path(EnvelopeFields envelope, @Nullable String namespace) {
    String container = envelope.name(EnvelopeKey.CONTAINER);
    String pod = envelope.name(EnvelopeKey.POD);
    if (pod != null) {
      return (namespace == null ? "" : namespace + "/")
          + pod
          + (container == null ? "" : "/" + container);
    }
    String file = envelope.isFile() ? envelope.name(EnvelopeKey.FILE) : null;
    if (file != null && (container == null || !file.contains("/containers/"))) {
      return RotatedName.withoutRotationSuffix(file);
    }
    if (container != null) {
      return container.startsWith("/") ? container.substring(1) : container;
    }
    String unit = envelope.name(EnvelopeKey.UNIT);
    if (unit != null) {
      return unit;
    }
    String program = envelope.name(EnvelopeKey.PROGRAM);
    return program == null ? null : program.replaceAll("(\\[.*)?:?$", "");
  }

  private static byte firstByte(byte[] value) {
    for (byte one : value) {
      if (one != ' ' && one != '\n' && one != '\t' && one != '\r') {
        return one;
      }
    }
    return 0;
  }
}
