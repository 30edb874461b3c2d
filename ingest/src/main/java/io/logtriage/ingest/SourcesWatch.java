package io.logtriage.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inputs of a shipper: those it was given, and those of its file, which may change. */
final class SourcesWatch {
  private static final Logger log = LoggerFactory.getLogger(SourcesWatch.class);
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final ShipperOptions options;
  private long modified;
  private long looked;
  private volatile boolean asked;
  private @Nullable String problem;

  SourcesWatch(ShipperOptions options) {
    this.options = options;
  }

  /** All inputs. */
  List<Input> read() {
    List<Input> inputs = new ArrayList<>(options.inputs());
    Path file = options.sources();
    asked = false;
    if (file != null) {
      modified = modified(file);
      inputs.addAll(SourcesFile.read(file, options.naming()));
    }
    return List.copyOf(inputs);
  }

  /** As {@link #read()}; when the file cannot be used now, the inputs stay as they are. */
  List<Input> readAgain(List<Input> before) {
    try {
      List<Input> inputs = read();
      problem = null;
      return inputs;
    } catch (InvalidSourcesException e) {
      problem = e.getMessage() + "; the sources of before are shipped";
      log.warn("{}", problem);
      return before;
    }
  }

  /** What is wrong with the file; null when nothing is. */
  @Nullable String problem() {
    return problem;
  }

  void reload() {
    asked = options.sources() != null;
  }

  /** Whether it is time to read again; looks at the file once a second. */
  boolean changed() {
    Path file = options.sources();
    if (file != null && !asked && System.nanoTime() - looked > LOOK_NANOS) {
      looked = System.nanoTime();
      asked = modified(file) != modified;
    }
    return asked;
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return -1;
    }
  }
}
