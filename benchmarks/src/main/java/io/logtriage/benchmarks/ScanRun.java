package io.logtriage.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.logtriage.app.Main;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** A process of its own that scans files and then says how much processor time it took in all. */
public final class ScanRun {
  private ScanRun() {}

  /** Takes what {@code scan} takes; prints nanoseconds. */
  public static void main(String[] args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code = Main.run(args, new ByteArrayInputStream(new byte[0]), nowhere, System.err);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(system.getProcessCpuTime());
    System.exit(code);
  }
}
