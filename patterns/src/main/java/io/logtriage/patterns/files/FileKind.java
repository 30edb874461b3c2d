package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** What a file's first bytes say it is; its name does not matter. */
public enum FileKind {
  TEXT("text"),
  EMPTY("empty"),
  GZIP("gzip-compressed text"),
  UTF_16("UTF-16 text, which is not read; convert it with: iconv -f UTF-16 -t UTF-8"),
  COMPRESSED("compressed in a way that is not read; decompress it (xz -d, zstd -d, bunzip2) first"),
  JOURNAL("a systemd journal file; export it with: journalctl -o short-iso --file"),
  BINARY("binary, not text");

  private static final int HEAD = 8192;
  private static final int CONTROL_SHARE = 10;

  private final String description;

  FileKind(String description) {
    this.description = description;
  }

  /** Whether it holds lines that can be read. */
  public boolean readable() {
    return this == TEXT || this == EMPTY || this == GZIP;
  }

  /** For an administrator, and what to do about it. */
  public String description() {
    return description;
  }

  /**
   * Looks at the first 8 KB. When they are all NULs, as in a file that was truncated below its
   * writer, at the last 8 KB.
   */
  public static FileKind of(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      byte[] head = read(channel);
      FileKind kind = of(head);
      if (kind == GZIP) {
        return ofGzip(file);
      }
      if (kind == EMPTY && head.length > 0) {
        channel.position(Math.max(0, channel.size() - HEAD));
        kind = of(read(channel));
        return kind == GZIP ? TEXT : kind;
      }
      return kind;
    }
  }

  /** What a file is that begins with these bytes. */
  static FileKind of(byte[] head) {
    int from = 0;
    while (from < head.length && head[from] == 0) {
      from++;
    }
    if (from == head.length) {
      return EMPTY;
    }
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
      return UTF_16;
    }
    if (starts(head, 0xfd, '7', 'z', 'X', 'Z')
        || starts(head, 'B', 'Z', 'h')
        || starts(head, 0x28, 0xb5, 0x2f, 0xfd)
        || starts(head, 'P', 'K', 3, 4)) {
      return COMPRESSED;
    }
    String text = new String(head, 0, Math.min(16, head.length), StandardCharsets.ISO_8859_1);
    if (text.startsWith("LPKSHHRH")) {
      return JOURNAL;
    }
    if (text.startsWith("SQLite format 3\0") || text.startsWith("%PDF-")) {
      return BINARY;
    }
    int controls = 0;
    for (int i = from; i < head.length; i++) {
      controls += isControl(head[i]) ? 1 : 0;
    }
    return controls * 100 > (head.length - from) * CONTROL_SHARE ? BINARY : TEXT;
  }

  private static boolean isControl(byte value) {
    return value >= 0 && value < 0x20 && (value < '\t' || value > '\r') && value != 0x1b;
  }

  private static boolean starts(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static FileKind ofGzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      FileKind inside = of(in.readNBytes(HEAD));
      return inside == TEXT || inside == EMPTY ? GZIP : BINARY;
    }
  }

  private static byte[] read(SeekableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD);
    int count = 0;
    while (count >= 0 && buffer.hasRemaining()) {
      count = channel.read(buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
