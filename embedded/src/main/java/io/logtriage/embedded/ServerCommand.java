package io.logtriage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Java command of an Elasticsearch 8.19 server: what its own launcher would pass, but for a
 * quick start and a small heap instead of years of service.
 */
final class ServerCommand {
  private static final String ENTITLED =
      "org.elasticsearch.entitlement,java.logging,java.net.http,java.naming,jdk.net,jdk.zipfs,"
          + "jdk.management.agent";

  private ServerCommand() {}

  /**
   * The command, program first.
   *
   * @param home the unpacked distribution
   * @param java the JDK that runs it
   * @param feature that JDK's version, such as 17
   */
  static List<String> of(Path home, Path java, int feature, Path temporary, int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(memory(heapMegabytes));
    command.addAll(QUICK);
    command.addAll(FIXED);
    command.addAll(ofVersion(feature));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Des.path.home=" + home);
    command.add("-Des.distribution.type=zip");
    command.add("-Des.java.type=ES_JAVA_HOME");
    command.add("--patch-module=java.base=" + entitlementBridge(home));
    command.add("--add-exports=java.base/org.elasticsearch.entitlement.bridge=" + ENTITLED);
    command.addAll(List.of("--module-path", home.resolve("lib").toString()));
    command.add("--add-modules=jdk.net,jdk.management.agent,ALL-MODULE-PATH");
    command.addAll(
        List.of("-m", "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch"));
    return List.copyOf(command);
  }

  private static List<String> memory(int heapMegabytes) {
    return List.of(
        "-Xms" + Math.min(heapMegabytes, 128) + "m",
        "-Xmx" + heapMegabytes + "m",
        "-XX:MaxDirectMemorySize=" + Math.max(heapMegabytes / 2, 64) + "m",
        "-Xss1m");
  }

  /** On two cores the optimising compiler and the parallel collector cost more than they give. */
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private static final List<String> FIXED =
      List.of(
          "-Des.networkaddress.cache.ttl=60",
          "-Des.networkaddress.cache.negative.ttl=10",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Djna.nosys=true",
          "-XX:-OmitStackTraceInFastThrow",
          "-Dio.netty.noUnsafe=true",
          "-Dio.netty.noKeySetOptimization=true",
          "-Dio.netty.recycler.maxCapacityPerThread=0",
          "-Dlog4j.shutdownHookEnabled=false",
          "-Dlog4j2.disable.jmx=true",
          "-Dlog4j2.formatMsgNoLookups=true",
          "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true");

  private static List<String> ofVersion(int feature) {
    List<String> options = new ArrayList<>();
    options.add("-Djava.locale.providers=" + (feature >= 23 ? "CLDR" : "SPI,COMPAT"));
    options.add("-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=" + feature);
    if (feature >= 21) {
      options.add("--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core");
    }
    if (feature >= 24) {
      options.add("--illegal-native-access=deny");
    }
    return options;
  }

  private static Path entitlementBridge(Path home) {
    Path folder = home.resolve("lib/entitlement-bridge");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> incomplete(folder, null));
    } catch (IOException e) {
      throw incomplete(folder, e);
    }
  }

  private static EmbeddedServerException incomplete(Path folder, @Nullable Throwable cause) {
    return new EmbeddedServerException(
        "no complete Elasticsearch 8.19: expected a jar file in "
            + folder
            + ". Delete embedded/target/elasticsearch and build again.",
        cause);
  }
}
