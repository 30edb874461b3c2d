package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.LineReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Standard input, or a named pipe whose writers come and go. */
final class PipeFeed implements Feed {
  private final Source source;
  private final @Nullable Path path;
  private @Nullable InputStream in;
  private @Nullable RandomAccessFile pipe;
  private volatile boolean closed;

  private PipeFeed(Source source, @Nullable Path path, @Nullable InputStream in) {
    this.source = source;
    this.path = path;
    this.in = in;
  }

  static PipeFeed of(Source source, InputStream in) {
    return new PipeFeed(source, null, in);
  }

  static PipeFeed at(Source source, Path path) {
    return new PipeFeed(source, path, null);
  }

  @Override
  public void open() throws IOException {
    if (path == null) {
      return;
    }
    if (!Files.exists(path) || !Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      throw new IOException("pipe " + path + " is not there: make it with mkfifo " + path);
    }
    // Open for writing, too: else it would wait for a writer, and end with the last one.
    pipe = new RandomAccessFile(path.toFile(), "rw");
    in = new FileInputStream(pipe.getFD());
  }

  @Override
  public void run(Intake intake) throws IOException, InterruptedException {
    InputStream opened = in;
    if (opened == null) {
      throw new IllegalStateException(source.key() + " is not open");
    }
    LineReader lines = new LineReader(opened, 0);
    while (!closed && lines.nextOrRest()) {
      intake.line(source, lines.bytes(), lines.from(), lines.to(), lines.cut(), lines.offset());
      if (opened.available() == 0 && lines.partial() == 0) {
        intake.flush(null);
      }
    }
  }

  /** Reading a pipe cannot be interrupted; a newline of our own ends it. */
  @Override
  public void close() {
    closed = true;
    RandomAccessFile opened = pipe;
    if (opened == null) {
      return;
    }
    try {
      opened.write('\n');
      opened.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(PipeFeed.class).debug("{}: {}", path, e.toString());
    }
  }
}
