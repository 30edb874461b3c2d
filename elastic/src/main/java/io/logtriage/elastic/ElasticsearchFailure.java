package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

/** Elasticsearch could not do what was asked; the message is for an administrator, in one line. */
public final class ElasticsearchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  ElasticsearchFailure(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind is null");
  }

  ElasticsearchFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind is null");
  }

  public Kind kind() {
    return kind;
  }

  /** What stands in the way. */
  public enum Kind {
    /** Nobody answers at the address, or not yet: trying again may help. */
    UNREACHABLE,
    /** It wants other credentials, or grants them too little. */
    FORBIDDEN,
    /** It answered, and said no. */
    REFUSED
  }
}
