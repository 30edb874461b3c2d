package io.logtriage.patterns.files;

/** A stream of text that knows how much of its file was read for it. */
public interface PartlyRead {

  /** Bytes read of the file as it is stored. */
  long storedRead();
}
