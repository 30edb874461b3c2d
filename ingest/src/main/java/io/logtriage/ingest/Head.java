package io.logtriage.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** The first bytes of a file, uncompressed. */
final class Head {
  static final int MAX = 1024;

  private final byte[] bytes;

  private Head(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of an open file; does not move its position. */
  static Head of(FileChannel channel) throws IOException {
    return of(channel, 0, MAX);
  }

  /** Not the head, but any piece of an open file; shorter where the file is. */
  static Head of(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = 0;
    while (count >= 0 && buffer.hasRemaining()) {
      count = channel.read(buffer, from + buffer.position());
    }
    return new Head(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  static Head of(Path file, boolean gzip) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = gzip ? new GZIPInputStream(in) : in) {
      return new Head(text.readNBytes(MAX));
    }
  }

  /** Of bytes at hand. */
  static Head of(byte[] bytes, int from, int to) {
    return new Head(Arrays.copyOfRange(bytes, from, to));
  }

  /** Of what a stream holds next. */
  static Head of(InputStream in, int length) throws IOException {
    return new Head(in.readNBytes(length));
  }

  int length() {
    return bytes.length;
  }

  Fingerprint fingerprint() {
    return fingerprint(bytes.length);
  }

  /** Whether a file that begins so can be the one that the fingerprint was taken from. */
  boolean has(Fingerprint fingerprint) {
    int length = fingerprint.length();
    return length > 0 && bytes.length >= length && fingerprint(length).equals(fingerprint);
  }

  boolean beginsWith(Head other) {
    return other.length() <= bytes.length
        && Arrays.equals(bytes, 0, other.length(), other.bytes, 0, other.length());
  }

  private Fingerprint fingerprint(int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return new Fingerprint(length, HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
