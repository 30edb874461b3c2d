package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in Elasticsearch, all under one prefix.
 *
 * <p>A month of incidents is an index {@code logtriage-incidents-2026.11-000001} behind the alias
 * {@code logtriage-incidents-2026.11}, through which it is written, so that a rebuilt index takes
 * its place by moving the alias; a day of tagged logs likewise. Readers use {@link #incidents()}
 * and {@link #taggedLogs()}, which every index carries.
 *
 * <p>A replay has names of its own, {@code logtriage-replay-N-incidents-2026.11} and so on, behind
 * which no live alias leads.
 *
 * @param prefix put before every name as it is; empty by default
 * @param replay name of the replay, empty for what is live
 */
public record IndexNames(String prefix, String replay) {
  private static final Pattern PREFIX = Pattern.compile("(?:[a-z0-9][a-z0-9._-]{0,99})?");
  private static final Pattern DATED =
      Pattern.compile(
          "(.*)logtriage-(?:incidents|tagged|parsed)-(\\d{4})\\.(\\d{2})(?:\\.(\\d{2}))?-\\d{6}");
  private static final String FIRST_GENERATION = "-000001";
  private static final Pattern DATE = Pattern.compile("\\d{4}\\.\\d{2}(\\.\\d{2})?");
  private static final Pattern GENERATION = Pattern.compile("-\\d{6}");
  private static final Pattern GENERATION_END = Pattern.compile("-\\d{6}$");
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

  public IndexNames {
    requireNonNull(prefix, "prefix is null");
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "prefix '"
              + prefix
              + "': Elasticsearch wants lower case: expected a letter or digit, then at most 99 of"
              + " a-z 0-9 . _ -");
    }
    if (!PREFIX.matcher(replay).matches()) {
      throw new IllegalArgumentException(
          "replay '" + replay + "': expected a letter or digit, then at most 99 of a-z 0-9 . _ -");
    }
  }

  /** The live names. */
  public IndexNames(String prefix) {
    this(prefix, "");
  }

  /** Alias over all incidents. */
  public String incidents() {
    return replay.isEmpty() ? prefix + "incidents" : scope() + "incidents";
  }

  /** Alias over all tagged logs. */
  public String taggedLogs() {
    return replay.isEmpty() ? prefix + "tagged-logs" : scope() + "tagged-logs";
  }

  /** Alias over all parsed logs. */
  public String parsedLogs() {
    return replay.isEmpty() ? prefix + "parsed-logs" : scope() + "parsed-logs";
  }

  /**
   * Where an incident is written.
   *
   * @param opened epoch milliseconds
   * @return empty when the year has not four digits: nothing of ours writes such a time
   */
  Optional<String> incidentsAt(long opened) {
    return at(incidentsStem(), MONTH, opened);
  }

  /**
   * Where a tagged log is written.
   *
   * @param time epoch milliseconds
   * @return empty when the year has not four digits
   */
  Optional<String> taggedLogsAt(long time) {
    return at(taggedLogsStem(), DAY, time);
  }

  /**
   * Where documents of a month of incidents, or a day of tagged logs, are written.
   *
   * @throws IllegalArgumentException when it is neither {@code 2026.11} nor {@code 2026.11.22}
   */
  String writeAliasOf(String date) {
    if (!DATE.matcher(date).matches()) {
      throw new IllegalArgumentException(
          "'"
              + date
              + "': expected a month of incidents as 2026.11, or a day of tagged logs as 2026.11.22");
    }
    return (date.length() == 7 ? incidentsStem() : taggedLogsStem()) + date;
  }

  /** As {@link #taggedLogsAt}, of a parsed log. */
  Optional<String> parsedLogsAt(long time) {
    return at(parsedLogsStem(), DAY, time);
  }

  /** What the names of all incident indices start with. */
  String incidentsStem() {
    return scope() + "incidents-";
  }

  /** What the names of all tagged log indices start with. */
  String taggedLogsStem() {
    return scope() + "tagged-";
  }

  /** What the names of all parsed log indices start with. */
  String parsedLogsStem() {
    return scope() + "parsed-";
  }

  /** What the names of templates and indices start with. */
  String scope() {
    return prefix + "logtriage-" + (replay.isEmpty() ? "" : "replay-" + replay + "-");
  }

  /** The first index behind a write alias. */
  static String firstIndex(String writeAlias) {
    return writeAlias + FIRST_GENERATION;
  }

  /** Whether an index is one of those, of whatever generation, that stand behind a write alias. */
  static boolean isIndexOf(String writeAlias, String index) {
    // A day's name starts with its month's: only a generation may follow.
    return index.startsWith(writeAlias)
        && GENERATION.matcher(index.substring(writeAlias.length())).matches();
  }

  /** The index to follow those of a write alias. */
  static String nextIndex(String writeAlias, Collection<String> existing) {
    int last =
        existing.stream()
            .filter(index -> isIndexOf(writeAlias, index))
            .mapToInt(index -> Integer.parseInt(index.substring(writeAlias.length() + 1)))
            .max()
            .orElse(0);
    return "%s-%06d".formatted(writeAlias, last + 1);
  }

  /** The alias through which an index is written; the name itself when it is none of ours. */
  static String writeAlias(String index) {
    return GENERATION_END.matcher(index).replaceFirst("");
  }

  /**
   * When the month or day is over that an index is for.
   *
   * @return epoch milliseconds, empty when the index is not one of ours
   */
  OptionalLong endOf(String index) {
    Matcher date = DATED.matcher(index);
    if (!index.startsWith(prefix) || !date.matches() || date.group(1).length() != prefix.length()) {
      return OptionalLong.empty();
    }
    try {
      int year = Integer.parseInt(date.group(2));
      int month = Integer.parseInt(date.group(3));
      LocalDate end =
          date.group(4) == null
              ? LocalDate.of(year, month, 1).plusMonths(1)
              : LocalDate.of(year, month, Integer.parseInt(date.group(4))).plusDays(1);
      return OptionalLong.of(end.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static Optional<String> at(String stem, DateTimeFormatter format, long millis) {
    try {
      String date = format.format(Instant.ofEpochMilli(millis));
      return date.charAt(4) == '.' ? Optional.of(stem + date) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
