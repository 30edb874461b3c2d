package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs Elasticsearch, which refuses root: this process's user, or {@code nobody} when that is
 * root.
 *
 * <p>Root's checkouts, JDKs and data often stand in a folder that is closed to others (/root). Only
 * then the server is given the right to pass such folders, nothing more than that if possible.
 */
record ServerUser(int uid, int gid, List<String> prefix) {
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final int NOBODY = 65534;

  /** Least first; the last is there for containers, which have no dac_read_search. */
  private static final List<String> CAPABILITIES = List.of("", "+dac_read_search", "+dac_override");

  /**
   * The user with the fewest rights that can do the work.
   *
   * @param own a folder made by this process
   * @param needed folders and files that the server must be able to read
   */
  static ServerUser find(Path own, List<Path> needed) {
    int uid = (Integer) attribute(own, "unix:uid");
    if (uid != 0) {
      return new ServerUser(uid, (Integer) attribute(own, "unix:gid"), List.of());
    }
    String problem = "";
    for (String capability : CAPABILITIES) {
      ServerUser candidate = nobody(capability);
      String found = candidate.problemWith(needed);
      if (found.isEmpty()) {
        return candidate;
      }
      // The first one is the plain one; later ones may only tell that a capability is missing.
      problem = problem.isEmpty() ? found : problem;
    }
    throw new EmbeddedServerException(
        "Elasticsearch does not run as root, and as user %d instead: %s. Run as an ordinary user, or use folders that every user may pass (not in /root)."
            .formatted(idsOfNobody()[0], problem));
  }

  boolean isOther() {
    return !prefix.isEmpty();
  }

  private static ServerUser nobody(String capability) {
    int[] ids = idsOfNobody();
    List<String> prefix = new ArrayList<>(List.of("setpriv", "--reuid", "" + ids[0]));
    prefix.addAll(List.of("--regid", "" + ids[1], "--clear-groups", "--no-new-privs"));
    if (!capability.isEmpty()) {
      // Without the secure bit access(2) ignores what open(2) would grant, and Java asks access(2).
      prefix.addAll(List.of("--securebits", "+no_setuid_fixup"));
      prefix.addAll(List.of("--inh-caps", capability, "--ambient-caps", capability));
    }
    return new ServerUser(ids[0], ids[1], List.copyOf(prefix));
  }

  /** Why this user cannot read all of the paths, or empty. */
  private String problemWith(List<Path> paths) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            "for p; do test -r \"$p\" || { echo \"cannot read $p\"; exit 1; }; done",
            "sh"));
    paths.forEach(path -> command.add(path.toString()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int status = process.waitFor();
      return status == 0 ? "" : said.isEmpty() ? "setpriv ended with status " + status : said;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Elasticsearch does not run as root, and setpriv, which would start it as another user, is missing ("
              + e.getMessage()
              + "). Install util-linux or run as an ordinary user.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while starting Elasticsearch", e);
    }
  }

  private static int[] idsOfNobody() {
    try (Stream<String> lines = Files.lines(PASSWD, UTF_8)) {
      return lines
          .filter(line -> line.startsWith("nobody:"))
          .map(line -> line.split(":", -1))
          .map(fields -> new int[] {Integer.parseInt(fields[2]), Integer.parseInt(fields[3])})
          .findFirst()
          .orElse(new int[] {NOBODY, NOBODY});
    } catch (IOException e) {
      // A container without accounts: the kernel asks for numbers only.
      return new int[] {NOBODY, NOBODY};
    }
  }

  private static Object attribute(Path file, String name) {
    try {
      return Files.getAttribute(file, name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see who owns " + file, e);
    }
  }
}
