package io.logtriage.streams.incident;

/** Names of the entries of the state; deployments sort before what belongs to them. */
final class StoreKeys {
  static final String DEPLOYMENT = "deployment/";
  static final String HELD = "held/";
  static final String INCIDENT = "incident/";
  static final String MARK = "mark/";
  static final String RECOVERY = "recovery/";

  private StoreKeys() {}

  /** The first key behind all that begin with {@code prefix}, which ends with a slash. */
  static String behind(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + '0';
  }

  static String deployment(String name) {
    return DEPLOYMENT + name;
  }

  /** A held episode keeps the key that it got first. */
  static String episode(String deployment, Episode episode) {
    if (episode.isIncident()) {
      return INCIDENT + episode.id();
    }
    String before = episode.storedAs();
    TrackKey key = episode.key();
    return before != null
        ? before
        : HELD
            + ContentHash.of(
                deployment, key.symptom(), key.groupText(), episode.evidence().lead().id());
  }

  static String recovery(String deployment, TrackKey key) {
    return RECOVERY + deployment + '\0' + ContentHash.of(key.symptom(), key.groupText());
  }

  static String mark(String deployment, String mark) {
    return MARK + deployment + '\0' + mark;
  }
}
