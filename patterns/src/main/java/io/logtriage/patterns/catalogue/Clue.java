package io.logtriage.patterns.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two findings may have in common, beside their time, when one explains the other. */
public enum Clue {
  /** Where somebody listens, or is connected to: the path of a socket, or a port. */
  ADDRESS {
    @Override
    public Optional<String> of(Map<String, String> fields, String host) {
      String address = fields.get("server.address");
      String port = fields.get("server.port");
      if (address != null && isPath(address)) {
        return Optional.of(path(address));
      }
      if (port != null) {
        return Optional.of(port);
      }
      if (address != null) {
        Matcher matcher = PORT.matcher(address);
        return matcher.find() ? Optional.of(matcher.group("port")) : Optional.empty();
      }
      String file = fields.get("file.path");
      return file != null && file.matches(".{1,1000}\\.sock(?:et)?")
          ? Optional.of(path(file))
          : Optional.empty();
    }
  },

  /** Where a file lies. */
  FOLDER {
    @Override
    public Optional<String> of(Map<String, String> fields, String host) {
      String file = fields.get("file.path");
      int slash = file == null || !file.startsWith("/") ? -1 : file.lastIndexOf('/');
      return slash < 0 ? Optional.empty() : Optional.of(file.substring(0, slash + 1));
    }
  },

  /** How it failed: an error number, or the words of who has none. */
  FAILURE {
    @Override
    public Optional<String> of(Map<String, String> fields, String host) {
      return Optional.ofNullable(fields.get("error.code"));
    }
  },

  /** The machine whose log showed it. */
  HOST {
    @Override
    public Optional<String> of(Map<String, String> fields, String host) {
      return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }
  },

  /** A process of that machine. */
  PROCESS {
    @Override
    public Optional<String> of(Map<String, String> fields, String host) {
      return Optional.ofNullable(fields.get("process.pid")).map(pid -> host + ' ' + pid);
    }
  };

  /** How symptom files call them. */
  public static final Map<String, Clue> BY_WORD = byWord();

  /** Behind the last colon: addresses of version 6 hold others. */
  private static final Pattern PORT = Pattern.compile(":(?<port>\\d{1,5})/?$");

  /**
   * What a finding says of it; empty when nothing.
   *
   * <p>Of a network address that is the port alone: {@code 0.0.0.0:8000}, {@code localhost:8000}
   * and {@code web:8000} are names for one place, depending on who speaks.
   *
   * @param host of the source
   */
  public abstract Optional<String> of(Map<String, String> fields, String host);

  /** Lower case, as in symptom files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isPath(String address) {
    return address.startsWith("/")
        || address.startsWith("unix:")
        || address.startsWith("http://unix:");
  }

  /** nginx writes {@code unix:/run/app.sock:} before a request's path, gunicorn the path alone. */
  private static String path(String address) {
    int from =
        address.indexOf('/', address.startsWith("http://unix:") ? "http://unix:".length() : 0);
    int colon = address.indexOf(':', Math.max(from, 0));
    return address.substring(Math.max(from, 0), colon < 0 ? address.length() : colon);
  }

  private static Map<String, Clue> byWord() {
    Map<String, Clue> words = new TreeMap<>();
    for (Clue clue : values()) {
      words.put(clue.word(), clue);
    }
    return Map.copyOf(words);
  }
}
