package io.logtriage.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a phase took.
 *
 * @param perSecond lines a second of wall time: worth little on a machine that others use, too
 * @param cpuMicros CPU microseconds a line, of the whole process: the broker is in it
 */
record Rate(double perSecond, double cpuMicros) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** A phase that began just now. */
  record Stopwatch(long nanos, long cpuNanos) {

    static Stopwatch start() {
      return new Stopwatch(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    /** The phase ends now and did so many lines. */
    Rate stop(long lines) {
      long took = System.nanoTime() - nanos;
      long cpu = SYSTEM.getProcessCpuTime() - cpuNanos;
      return new Rate(lines * 1e9 / took, cpu / 1e3 / lines);
    }
  }
}
