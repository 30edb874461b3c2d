package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of syslog: who sent it, and its lines as a syslog daemon would write them into a
 * file, {@code time host tag[pid]: text}, which is how the engine knows them.
 *
 * <p>Read are RFC 5424, RFC 3164, and what programs make of that: without host (libc, nginx with
 * {@code nohostname}), without time (Python's SysLogHandler, gunicorn), with a time as in ISO 8601.
 *
 * @param host who wrote it; the sender when the message does not say it
 * @param tag the program, {@code syslog} when the message does not say it
 * @param head what stands before each line
 * @param text may hold several lines
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SyslogMessage(String host, String tag, String head, byte[] text) {
  private static final int LONGEST_HEAD = 1024;
  private static final String UNKNOWN = "syslog";
  private static final Pattern RFC5424 =
      Pattern.compile(
          "<\\d{1,3}>1 (?<time>\\S{1,64}) (?<host>\\S{1,255}) (?<tag>\\S{1,48})"
              + " (?<pid>\\S{1,128}) \\S{1,32} (?=[-\\[])");
  private static final Pattern RFC3164 =
      Pattern.compile(
          "(?:<\\d{1,3}>)?(?:(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d"
              + "|\\d{4}-\\d\\d-\\d\\dT\\S{8,32}) )?(?:(?<host>[\\w.:-]{1,255}) )??"
              + "(?<tag>[\\w./-]{1,64})(?:\\[(?<pid>[\\w.-]{1,32})\\])?: ?");
  private static final Pattern PRIORITY = Pattern.compile("(?:<\\d{1,3}>)?");

  /**
   * Takes a message apart.
   *
   * @param sender its network address
   * @param received epoch milliseconds
   */
  static SyslogMessage parse(byte[] bytes, int from, int to, String sender, long received) {
    int end = to;
    while (end > from
        && (bytes[end - 1] == 0 || bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    String start = new String(bytes, from, Math.min(end - from, LONGEST_HEAD), ISO_8859_1);
    Matcher newer = RFC5424.matcher(start);
    if (newer.lookingAt()) {
      int text = behindStructuredData(bytes, from + newer.end(), end);
      return of(newer, sender, received, Arrays.copyOfRange(bytes, text, end));
    }
    Matcher older = RFC3164.matcher(start);
    if (older.lookingAt() && !isLevel(older.group("tag"))) {
      return of(older, sender, received, Arrays.copyOfRange(bytes, from + older.end(), end));
    }
    Matcher priority = PRIORITY.matcher(start);
    int text = priority.lookingAt() ? from + priority.end() : from;
    return new SyslogMessage(
        sender,
        UNKNOWN,
        Instant.ofEpochMilli(received) + " " + sender + " " + UNKNOWN + ": ",
        Arrays.copyOfRange(bytes, text, end));
  }

  private static SyslogMessage of(Matcher matcher, String sender, long received, byte[] text) {
    String host = given(matcher.group("host"), sender);
    String tag = given(matcher.group("tag"), UNKNOWN).replaceAll("[^\\w./-]", "_");
    String pid = given(matcher.group("pid"), "");
    String time = given(matcher.group("time"), Instant.ofEpochMilli(received).toString());
    String process = pid.isEmpty() ? "" : "[" + pid + "]";
    return new SyslogMessage(host, tag, time + " " + host + " " + tag + process + ": ", text);
  }

  private static String given(@org.jspecify.annotations.Nullable String text, String otherwise) {
    return text == null || text.equals("-") ? otherwise : text;
  }

  /** {@code ERROR: no such table} has no tag. */
  private static boolean isLevel(String tag) {
    return tag.matches("[A-Z]{4,9}");
  }

  /** Behind {@code -} or {@code [id name="value"]...}, where quotes and brackets are escaped. */
  private static int behindStructuredData(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && bytes[at] == '-') {
      at++;
    }
    boolean quoted = false;
    boolean inside = false;
    while (at < to && (inside || bytes[at] == '[')) {
      if (bytes[at] == '\\' && quoted) {
        at++;
      } else if (bytes[at] == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        inside = bytes[at] == '[' || (inside && bytes[at] != ']');
      }
      at++;
    }
    at = Math.min(at, to);
    at = at < to && bytes[at] == ' ' ? at + 1 : at;
    boolean mark =
        at + 3 <= to
            && bytes[at] == (byte) 0xef
            && bytes[at + 1] == (byte) 0xbb
            && bytes[at + 2] == (byte) 0xbf;
    return mark ? at + 3 : at;
  }
}
