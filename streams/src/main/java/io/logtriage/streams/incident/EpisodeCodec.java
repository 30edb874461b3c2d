package io.logtriage.streams.incident;

/** An episode as an entry of the state. */
final class EpisodeCodec {
  private static final int VERSION = 4;

  private EpisodeCodec() {}

  static byte[] write(String deployment, Episode episode) {
    StateWriter out = new StateWriter(VERSION);
    out.text(deployment);
    episode.write(out);
    return out.toBytes();
  }

  /** Begins to read an entry; its deployment comes first, then {@link Episode#read}. */
  static StateReader open(String key, byte[] bytes) {
    return new StateReader(key, bytes, VERSION);
  }
}
