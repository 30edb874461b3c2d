package io.logtriage.patterns.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What a file's first bytes say it is, uncompressed; its name does not matter. */
enum FileKind {
  TEXT("text"),
  EMPTY("empty"),
  TAR("a tar"),
  UTF_16("UTF-16 text, which is not read; convert it with: iconv -f UTF-16 -t UTF-8"),
  COMPRESSED("compressed in a way that is not read, or twice; unpack it first"),
  JOURNAL("a systemd journal file; export it with: journalctl -o short-iso --file"),
  BINARY("binary, not text");

  /** How many bytes decide. */
  static final int HEAD = 8192;

  private static final int CONTROL_SHARE = 10;
  private static final int TAR_HEADER = 512;

  private final String description;

  FileKind(String description) {
    this.description = description;
  }

  /** Whether it holds lines that can be read. */
  boolean readable() {
    return this == TEXT || this == EMPTY;
  }

  /** For an administrator, and what to do about it. */
  String description() {
    return description;
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
    if (Magic.starts(head, 0xff, 0xfe) || Magic.starts(head, 0xfe, 0xff)) {
      return UTF_16;
    }
    if (Compression.of(head) != Compression.NONE
        || Magic.starts(head, 'P', 'K', 3, 4)
        || Magic.starts(head, 0x1f, 0x9d)
        || Magic.starts(head, '7', 'z', 0xbc, 0xaf)
        || Magic.starts(head, 0x04, 0x22, 0x4d, 0x18)) {
      return COMPRESSED;
    }
    String text = new String(head, 0, Math.min(16, head.length), StandardCharsets.ISO_8859_1);
    if (text.startsWith("LPKSHHRH")) {
      return JOURNAL;
    }
    if (text.startsWith("SQLite format 3\0") || text.startsWith("%PDF-")) {
      return BINARY;
    }
    if (isTar(head)) {
      return TAR;
    }
    int controls = 0;
    for (int i = from; i < head.length; i++) {
      controls += isControl(head[i]) ? 1 : 0;
    }
    return controls * 100 > (head.length - from) * CONTROL_SHARE ? BINARY : TEXT;
  }

  /** Old tars have no magic, but every one has the sum of its first header. */
  private static boolean isTar(byte[] head) {
    if (head.length < TAR_HEADER || head[0] == 0) {
      return false;
    }
    byte[] header = Arrays.copyOf(head, TAR_HEADER);
    try {
      return header[TAR_HEADER - 1] == 0 && TarUtils.verifyCheckSum(header);
    } catch (IllegalArgumentException noSum) {
      return false;
    }
  }

  private static boolean isControl(byte value) {
    return value >= 0 && value < 0x20 && (value < '\t' || value > '\r') && value != 0x1b;
  }
}
