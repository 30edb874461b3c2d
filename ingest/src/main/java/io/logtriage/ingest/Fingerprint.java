package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

/**
 * What a file begins with: tells files apart whose inode was used again, and finds a file again
 * that was copied or compressed.
 *
 * @param length how many of the first bytes, uncompressed, it was taken from; at most {@link
 *     Head#MAX}
 * @param hash of these bytes
 */
record Fingerprint(int length, String hash) {
  /** Of an empty file; matches nothing. */
  static final Fingerprint NONE = new Fingerprint(0, "");

  Fingerprint {
    requireNonNull(hash, "hash is null");
  }
}
