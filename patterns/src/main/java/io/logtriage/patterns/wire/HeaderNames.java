package io.logtriage.patterns.wire;

/** Header names of a record of ours on {@code logs}; short, for they stand on every record. */
final class HeaderNames {
  static final String VERSION = "lt.v";
  static final String SHIPPER = "lt.shipper";
  static final String GENERATION = "lt.gen";
  static final String POSITIONS = "lt.pos";
  static final String DEPLOYMENT = "lt.deployment";
  static final String SERVICE = "lt.service";

  /** Only sent where the key alone does not tell the host: when it has a colon in it. */
  static final String HOST = "lt.host";

  static final String ZONE = "lt.zone";
  static final String FORMAT = "lt.format";
  static final String FLAGS = "lt.flags";
  static final String MODIFIED = "lt.modified";
  static final String YEAR = "lt.year";

  /** Begins the name of a header for each label. */
  static final String LABEL = "lt.label.";

  private HeaderNames() {}
}
