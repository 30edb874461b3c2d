package io.logtriage.drills;

import io.logtriage.ingest.CheckpointReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that follows a log into Kafka, as its documentation says, and can be started again. */
enum Follower {
  SHIP {
    @Override
    Process start(Path work, Path log, String kafka) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              "io.logtriage.app.Main",
              "ship",
              "--kafka",
              kafka,
              "--host",
              "web-9",
              "--deployment",
              "shop",
              "--health-port",
              "0",
              "--checkpoint",
              work.resolve("checkpoint").toString(),
              log.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("ship.txt").toFile()))
          .start();
    }

    @Override
    boolean isDone(Path work) {
      return Files.exists(work.resolve("checkpoint/checkpoint.previous.json"))
          && CheckpointReport.read(work.resolve("checkpoint")).sources().stream()
              .allMatch(source -> source.lagBytes() == 0);
    }

    @Override
    boolean isUp(Path work, int starts) throws IOException {
      return Tool.said(work.resolve("ship.txt")).split("shipping to", -1).length > starts;
    }
  },
  RSYSLOG {
    @Override
    Process start(Path work, Path log, String kafka) throws IOException {
      Path configuration = work.resolve("rsyslog.conf");
      Files.writeString(
          configuration,
          """
          global(workDirectory="%s" maxMessageSize="64k")
          module(load="imfile" mode="inotify")
          module(load="omkafka")
          template(name="line" type="string" string="%%msg%%")
          template(name="source" type="string" string="web-9:%%$!metadata!filename%%")
          input(type="imfile" file="%s" tag="shop" addMetadata="on"
                reopenOnTruncate="on" persistStateInterval="100")
          action(type="omkafka" broker=["%s"] topic="logs" template="line"
                 dynakey="on" key="source" partitions.auto="on" resubmitOnFailure="on"
                 keepFailedMessages="on" failedMsgFile="%s" confParam=["queue.buffering.max.ms=10"]
                 action.resumeRetryCount="-1")
          """
              .formatted(work, log, kafka, work.resolve("failed")));
      Files.deleteIfExists(work.resolve("pid"));
      return Tool.RSYSLOG.start(
          work.resolve("rsyslog.txt"),
          List.of("-n", "-f", configuration.toString(), "-i", work.resolve("pid").toString()));
    }
  },
  SYSLOG_NG {
    @Override
    Process start(Path work, Path log, String kafka) throws IOException {
      Path configuration = work.resolve("syslog-ng.conf");
      Files.writeString(
          configuration,
          """
          @version: 3.38
          source s_file { file("%s" follow-freq(0.1) flags(no-parse)); };
          destination d_kafka {
            kafka-c(bootstrap-servers("%s") topic("logs") key("web-9:$FILE_NAME")
                    message("$MSG") config(queue.buffering.max.ms("10"))
                    disk-buffer(reliable(yes) disk-buf-size(104857600) dir("%s")));
          };
          log { source(s_file); destination(d_kafka); flags(flow-control); };
          """
              .formatted(log, kafka, work));
      return Tool.SYSLOG_NG.start(
          work.resolve("syslog-ng.txt"),
          List.of(
              "-F",
              "--no-caps",
              "-f",
              configuration.toString(),
              "-R",
              work.resolve("persist").toString(),
              "-c",
              work.resolve("control").toString(),
              "-p",
              work.resolve("pid").toString()));
    }
  };

  /** Whether nothing is left to send, as far as it says it. */
  boolean isDone(Path work) {
    return Files.isDirectory(work);
  }

  /** Whether it works by now: to kill it before would show nothing. */
  boolean isUp(Path work, int starts) throws IOException {
    return Files.isDirectory(work) && starts > 0;
  }

  /**
   * Starts it.
   *
   * @param work where it keeps what it must remember
   */
  abstract Process start(Path work, Path log, String kafka) throws IOException;
}
