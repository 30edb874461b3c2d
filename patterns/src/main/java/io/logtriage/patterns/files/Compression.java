package io.logtriage.patterns.files;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed: its first bytes say it, its name does not matter. */
public enum Compression {
  NONE,
  GZIP,
  XZ,
  ZSTD,
  BZIP2;

  private static final int BUFFER = 1 << 16;

  /** What {@code xz -9} needs, in KB; a file that asks for more was made to do harm. */
  private static final int XZ_MEMORY = 80 * 1024;

  /** What a file is compressed with that begins with these bytes. */
  static Compression of(byte[] head) {
    if (Magic.starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (Magic.starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (Magic.starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    return Magic.starts(head, 'B', 'Z', 'h') ? BZIP2 : NONE;
  }

  /** Whether megabytes of memory are needed to read it. */
  boolean heavy() {
    return this == XZ || this == ZSTD || this == BZIP2;
  }

  /**
   * Opens compressed bytes for reading what they were made of.
   *
   * @throws DamagedException when they are not what their beginning says; also by reading
   */
  InputStream open(Content content) throws IOException {
    InputStream stored = content.open();
    return this == NONE ? stored : Decompressed.open(this, stored);
  }

  InputStream decompress(InputStream stored) throws IOException {
    return switch (this) {
      case NONE -> stored;
      case GZIP -> new GZIPInputStream(stored, BUFFER);
      case XZ -> new XZInputStream(stored, XZ_MEMORY);
      case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
      case BZIP2 -> new BZip2CompressorInputStream(stored, true);
    };
  }
}
