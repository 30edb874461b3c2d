package io.logtriage.drills;

import io.logtriage.drills.NumberedLog.Rotation;
import io.logtriage.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A log is written and rotated while a follower is killed at random moments; then lines count. */
final class RotationDrill {
  private static final long PATIENCE = Duration.ofMinutes(2).toNanos();
  private static final long SETTLED = Duration.ofSeconds(8).toNanos();

  /** On a machine that starts programs slowly, writing goes on until there were so many. */
  private static final int LEAST_KILLS = 2;

  private final Follower follower;
  private final List<Rotation> rotations;
  private final boolean kill;
  private final int linesASecond;
  private final int seconds;
  private final Random random;
  private boolean powerLoss;
  private double processorSeconds;
  private long megabytes;
  private int kills;

  RotationDrill(
      Follower follower,
      List<Rotation> rotations,
      boolean kill,
      int linesASecond,
      int seconds,
      long seed) {
    this.follower = follower;
    this.rotations = List.copyOf(rotations);
    this.kill = kill;
    this.linesASecond = linesASecond;
    this.seconds = seconds;
    this.random = new Random(seed);
  }

  /** Half of the kills cut off the checkpoint, too, as a power loss may. */
  RotationDrill withPowerLoss() {
    powerLoss = true;
    return this;
  }

  /** What became of the lines. */
  record Result(
      Follower follower,
      String rotations,
      int kills,
      int written,
      int lost,
      String missing,
      int duplicated,
      int repeats,
      double processorSeconds,
      long megabytes) {

    @Override
    public String toString() {
      return String.format(
          "| %s | %s | %d | %d | %d | %d | %d | %.0f k | %d MB |",
          follower,
          rotations,
          kills,
          written,
          lost,
          duplicated,
          repeats,
          written / processorSeconds / 1_000,
          megabytes);
    }
  }

  Result run(Path folder) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path log = Files.createDirectories(folder.resolve("logs")).resolve("shop.log");
    try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults()).start();
        NumberedLog lines = new NumberedLog(log, random.nextLong())) {
      createTopic(kafka.bootstrapServers());
      Process process = follower.start(work, log, kafka.bootstrapServers());
      try {
        process = write(lines, process, work, log, kafka.bootstrapServers());
        awaitUp(work);
        try (LineAccount account = new LineAccount(kafka.bootstrapServers())) {
          settle(account, lines.lines(), work);
          measure(process);
          return new Result(
              follower,
              rotations.size() == 1
                  ? rotations.get(0).name().toLowerCase(java.util.Locale.ROOT)
                  : "all",
              kills,
              lines.lines(),
              account.lost(lines.lines()),
              account.missing(lines.lines()),
              account.duplicated(),
              account.repeats(),
              processorSeconds,
              megabytes);
        }
      } finally {
        Tool.stop(process);
      }
    }
  }

  /** A follower that was killed just before the end must have its chance to go on. */
  private void awaitUp(Path work) throws IOException {
    long begin = System.nanoTime();
    while (!follower.isUp(work, kills + 1)) {
      if (System.nanoTime() - begin > PATIENCE) {
        throw new AssertionError(
            follower
                + " is not up two minutes after it was started for the last time, see "
                + work);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private Process write(NumberedLog lines, Process first, Path work, Path log, String kafka)
      throws Exception {
    Process process = first;
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    long rotate = begin + millis(500, 2_000);
    long die = Long.MAX_VALUE;
    boolean up = false;
    long now = begin;
    while (now < end || (kill && kills < LEAST_KILLS && now < begin + PATIENCE)) {
      int due = (int) ((now - begin) / 1e9 * linesASecond) - lines.lines();
      if (due > 0) {
        lines.write(due);
      }
      if (now > rotate) {
        lines.rotate(rotations.get(random.nextInt(rotations.size())));
        rotate = now + millis(500, 3_000);
      }
      if (kill && !up && follower.isUp(work, kills + 1)) {
        up = true;
        die = now + millis(100, 3_000);
      }
      if (now > die) {
        measure(process);
        process.destroyForcibly().waitFor();
        kills++;
        if (powerLoss && random.nextBoolean()) {
          truncate(work.resolve("checkpoint/checkpoint.json"));
        }
        process = follower.start(work, log, kafka);
        die = Long.MAX_VALUE;
        up = false;
      }
      LockSupport.parkNanos(5_000_000);
      now = System.nanoTime();
    }
    return process;
  }

  private void truncate(Path checkpoint) throws IOException {
    if (Files.exists(checkpoint)) {
      try (FileChannel file = FileChannel.open(checkpoint, StandardOpenOption.WRITE)) {
        file.truncate(random.nextLong(file.size()));
      }
    }
  }

  private long millis(int least, int most) {
    return (least + random.nextInt(most - least)) * 1_000_000L;
  }

  /** Until all is there, or nothing more comes from who says that nothing is left to send. */
  private void settle(LineAccount account, int written, Path work) {
    long changed = System.nanoTime();
    long moved = changed;
    int before = -1;
    while (System.nanoTime() - moved < PATIENCE && System.nanoTime() - changed < SETTLED) {
      int count = account.read();
      moved = count == before ? moved : System.nanoTime();
      if (count != before || !account.atEnd() || !follower.isDone(work)) {
        changed = System.nanoTime();
        before = count;
      }
      if (count == written && System.nanoTime() - changed > SETTLED / 4) {
        return; // what would come twice has had its time
      }
    }
  }

  /** Processor time of the process so far, and the most memory it had. */
  private void measure(Process process) throws IOException {
    Path proc = Path.of("/proc/" + process.pid());
    if (!Files.exists(proc)) {
      return;
    }
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    processorSeconds += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    for (String line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith("VmHWM:")) {
        megabytes = Math.max(megabytes, Long.parseLong(line.replaceAll("\\D", "")) / 1024);
      }
    }
  }

  private static void createTopic(String kafka) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic("logs", 3, (short) 1))).all().get();
    }
  }
}
