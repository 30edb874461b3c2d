package io.logtriage.patterns.format;

/** One kind of what stands around a line. */
public enum Layer {
  COLOURS("colours"),
  QUOTE("a mail's quote"),
  COMPOSE("docker compose"),
  POD("a pod's name"),
  CONTAINER("a container engine's time"),
  SYSLOG("syslog or journald"),
  JSON("a JSON object");

  private final String words;

  Layer(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
