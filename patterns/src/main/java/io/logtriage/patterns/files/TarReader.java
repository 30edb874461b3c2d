package io.logtriage.patterns.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The logs in a tar, read through once. Of a tar as it is they stay where they are; of a compressed
 * one they are put aside ({@link Spool}), as each must be read by itself and at its own time.
 */
final class TarReader {
  /** More members than this were packed to do harm. */
  private static final int MAX_MEMBERS = 100_000;

  /** Of a member's name, owner and other attributes, bytes. */
  private static final int MAX_ATTRIBUTES = 1 << 20;

  /** Holes of more are not read. */
  private static final long MAX_HOLES = 1L << 30;

  private final Path tar;
  private final Compression compression;
  private final long size;
  private final boolean named;
  private final Spool spool = new Spool();
  private final List<FileProblem> problems = new ArrayList<>();

  /** By path: of two with one name the later counts, as when a tar is unpacked. */
  private final Map<Path, LogFile> files = new LinkedHashMap<>();

  private @Nullable FileChannel plain;

  /**
   * What is in it.
   *
   * @param problems members that are left out, or read in part, and why
   */
  record Logs(List<LogFile> files, List<FileProblem> problems) {}

  private TarReader(Path tar, Compression compression, long size, boolean named) {
    this.tar = tar;
    this.compression = compression;
    this.size = size;
    this.named = named;
  }

  /**
   * Reads it.
   *
   * @param size in bytes, as stored
   * @param named whether the user named this very tar
   */
  static Logs read(Path tar, Compression compression, long size, boolean named) throws IOException {
    TarReader reader = new TarReader(tar, compression, size, named);
    try (Measured in = new Measured(compression.open(Content.of(tar)));
        TarArchiveInputStream members = new TarArchiveInputStream(in, "ISO-8859-1")) {
      reader.read(in, members);
    }
    return new Logs(List.copyOf(reader.files.values()), reader.problems);
  }

  private void read(Measured in, TarArchiveInputStream members) throws IOException {
    if (compression == Compression.NONE) {
      plain = FileChannel.open(tar, StandardOpenOption.READ);
    }
    for (int count = 0; ; count++) {
      TarArchiveEntry member = next(in, members);
      if (member == null) {
        return;
      }
      if (count == MAX_MEMBERS) {
        problem(
            tar,
            FileProblem.Kind.DAMAGED,
            "holds more than " + MAX_MEMBERS + " members; the others are not read");
        return;
      }
      if (!take(in, members, member)) {
        return;
      }
    }
  }

  /** The next member; null at the end, or where the tar is damaged. */
  private @Nullable TarArchiveEntry next(Measured in, TarArchiveInputStream members) {
    in.allow(MAX_ATTRIBUTES);
    try {
      return members.getNextEntry();
    } catch (IOException | RuntimeException e) {
      problem(
          tar,
          FileProblem.Kind.DAMAGED,
          "damaged or broken off at byte "
              + in.position()
              + uncompressed()
              + "; what comes before is read ("
              + e.getMessage()
              + ")");
      return null;
    } finally {
      in.allow(Long.MAX_VALUE);
    }
  }

  /** Takes a member; false when there can be no further one. */
  private boolean take(Measured in, TarArchiveInputStream members, TarArchiveEntry member) {
    Path path = isFile(member) ? MemberName.below(tar, member.getName()) : null;
    if (path == null) {
      return true;
    }
    if (member.isSparse() && member.getRealSize() - member.getSize() > MAX_HOLES) {
      problem(path, FileProblem.Kind.DAMAGED, "has holes of more than 1 GB; unpack the tar first");
      return true;
    }
    long modified = member.getLastModifiedTime().toMillis();
    try {
      if (plain != null && !member.isSparse()) {
        long start = in.position();
        long there = Math.min(member.getSize(), size - start);
        add(path, new Segment(plain, start, there), there, modified);
        return there == member.getSize() || brokenOff(path, there, start + there);
      }
      Peeked text = new Peeked(members);
      FileKind kind = FileKind.of(text.head());
      if (!kind.readable() && Compression.of(text.head()) == Compression.NONE) {
        leftOut(path, kind);
        return true;
      }
      Spool.Kept kept = spool.keep(text);
      add(path, kept.content(), kept.size(), modified);
      return kept.failure() == null || brokenOff(path, kept.size(), in.position());
    } catch (IOException e) {
      problem(path, FileProblem.Kind.DAMAGED, LogFiles.reason(e));
      return false;
    }
  }

  private static boolean isFile(TarArchiveEntry member) {
    return member.isFile()
        && !member.isLink()
        && !member.isSymbolicLink()
        && !member.isFIFO()
        && !member.isCharacterDevice()
        && !member.isBlockDevice();
  }

  private boolean brokenOff(Path path, long there, long position) {
    problem(
        path,
        FileProblem.Kind.DAMAGED,
        "the tar breaks off or is damaged at byte "
            + position
            + uncompressed()
            + "; the first "
            + there
            + " bytes of this member are read, and all members before it");
    return false;
  }

  private void add(Path path, Content content, long length, long modified) throws IOException {
    FileLook look = FileLook.into(content, length);
    if (look.kind().readable()) {
      files.put(path, new LogFile(path, look.compression(), length, modified, content));
    } else {
      leftOut(path, look.kind());
    }
  }

  private void leftOut(Path path, FileKind kind) {
    String description =
        kind == FileKind.TAR ? "a tar in a tar, which is not read; unpack it" : kind.description();
    problem(path, FileProblem.Kind.NOT_TEXT, description);
  }

  private void problem(Path path, FileProblem.Kind kind, String reason) {
    problems.add(new FileProblem(path, kind, reason, named && path.equals(tar)));
  }

  private String uncompressed() {
    return compression == Compression.NONE ? "" : " of its uncompressed form";
  }

  /** Counts, and stops what takes too much at a time. */
  private static final class Measured extends FilterInputStream {
    private long position;
    private long end = Long.MAX_VALUE;

    Measured(InputStream in) {
      super(in);
    }

    /** From here on, at most so many bytes may be read. */
    void allow(long bytes) {
      end = bytes == Long.MAX_VALUE ? bytes : position + bytes;
    }

    long position() {
      return position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (position >= end) {
        throw new DamagedException(
            "a name or attributes of more than " + MAX_ATTRIBUTES + " bytes");
      }
      int now = in.read(bytes, offset, (int) Math.min(count, end - position));
      position += Math.max(0, now);
      return now;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }
  }
}
