package io.logtriage.streams.incident;

/** An episode as an entry of the state. */
final class EpisodeCodec {
  private static final int VERSION = 7;

  private EpisodeCodec() {}

  static byte[] write(String deployment, Episode episode) {
    StateWriter out = new StateWriter(VERSION);
    out.flag(isOpen(episode));
    out.text(deployment);
    episode.write(out);
    return out.toBytes();
  }

  private static boolean isOpen(Episode episode) {
    return episode.isIncident() && episode.status() == Incident.Status.OPEN;
  }

  /** Begins to read an entry; its deployment comes first, then {@link Episode#read}. */
  static StateReader open(String key, byte[] bytes) {
    StateReader in = new StateReader(key, bytes, VERSION);
    in.flag();
    return in;
  }

  /** Whether the entry is that of an open incident, without reading more of it. */
  static boolean isOpen(String key, byte[] bytes) {
    return new StateReader(key, bytes, VERSION).flag();
  }
}
