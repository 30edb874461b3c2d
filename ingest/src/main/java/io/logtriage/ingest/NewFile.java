package io.logtriage.ingest;

import java.nio.file.Path;

/**
 * A file that the search found and nobody knew.
 *
 * @param identity device and inode
 * @param head its first bytes, uncompressed
 * @param size as stored, bytes
 * @param rotated whether its name says that rotation put it aside
 */
record NewFile(
    Path path,
    String identity,
    boolean gzip,
    Head head,
    long size,
    long modified,
    boolean rotated) {

  TrackedFile track() {
    TrackedFile file = new TrackedFile(identity, path, gzip, head.fingerprint());
    file.modified = modified;
    file.rotated = rotated;
    file.found = true;
    return file;
  }
}
