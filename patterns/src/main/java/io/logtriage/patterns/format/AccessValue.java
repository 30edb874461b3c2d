package io.logtriage.patterns.format;

import org.jspecify.annotations.Nullable;

/** What one variable of an access format says. */
enum AccessValue {
  /** Nothing that we use. */
  IGNORED,
  /** The same, but it may hold several values with commas and blanks between them. */
  IGNORED_LIST,
  /** {@code 22/Nov/2026:15:17:00 +0000}. */
  COMMON_TIME,
  /** The same in brackets, which gunicorn's {@code %(t)s} brings along. */
  BRACKETED_TIME,
  ISO_TIME,
  /** Seconds since 1970, with milliseconds behind a point. */
  EPOCH_TIME,
  CLIENT,
  /** {@code X-Forwarded-For}: counts where the address itself is not logged. */
  FORWARDED,
  /** Method, target and protocol. */
  REQUEST,
  METHOD,
  TARGET,
  STATUS,
  BYTES("http.response.body.bytes"),
  REFERRER("http.request.referrer"),
  AGENT("user_agent.original"),
  HOST("url.domain"),
  SECONDS,
  UPSTREAM_SECONDS,
  MICROSECONDS,
  MILLISECONDS,
  WHOLE_SECONDS,
  UPSTREAM_ADDRESS("upstream.address"),
  UPSTREAM_STATUS("upstream.status"),
  PID,
  /** {@code <4711>}. */
  BRACKETED_PID;

  private final @Nullable String field;

  AccessValue() {
    this(null);
  }

  AccessValue(@Nullable String field) {
    this.field = field;
  }

  /** The field of an incident that shows it, null when it has a place of its own or none. */
  @Nullable String field() {
    return field;
  }

  boolean isTime() {
    return this == COMMON_TIME || this == BRACKETED_TIME || this == ISO_TIME || this == EPOCH_TIME;
  }

  /** Whether commas and colons with blanks may stand in it: a request may have several tries. */
  boolean isList() {
    return switch (this) {
      case IGNORED_LIST, CLIENT, FORWARDED, UPSTREAM_SECONDS, UPSTREAM_ADDRESS, UPSTREAM_STATUS ->
          true;
      default -> false;
    };
  }

  boolean isIgnored() {
    return this == IGNORED || this == IGNORED_LIST;
  }
}
