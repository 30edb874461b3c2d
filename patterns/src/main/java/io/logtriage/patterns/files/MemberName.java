package io.logtriage.patterns.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The name of a tar's member as a path below the tar; nothing is ever written under it. */
final class MemberName {
  private static final int MAX_LENGTH = 1_000;

  private MemberName() {}

  /**
   * Leads nowhere but below the tar, whatever it says.
   *
   * @param name its bytes as ISO 8859-1, or the text that a pax header gave
   * @return null for a name that is empty, absurdly long, or hidden
   */
  static @Nullable Path below(Path tar, String name) {
    List<String> parts = new ArrayList<>();
    for (String part : decoded(name).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals("..") && !part.isEmpty() && !part.equals(".")) {
        parts.add(printable(part));
      }
    }
    String path = String.join("/", parts);
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return null;
    }
    return parts.stream().anyMatch(part -> part.startsWith(".")) ? null : resolve(tar, path);
  }

  /** Names are UTF-8 today; what is not was written by an old system. */
  private static String decoded(String name) {
    if (name.chars().anyMatch(c -> c > 0xff)) {
      return name;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      return name;
    }
  }

  private static String printable(String part) {
    StringBuilder safe = new StringBuilder();
    part.codePoints()
        .forEach(point -> safe.appendCodePoint(Character.isISOControl(point) ? '_' : point));
    return safe.toString();
  }

  /** Where the system's language has no such letters, their numbers stand for them. */
  private static Path resolve(Path tar, String path) {
    try {
      return tar.resolve(path);
    } catch (InvalidPathException foreign) {
      StringBuilder plain = new StringBuilder();
      path.codePoints()
          .forEach(
              point -> plain.append(point < 0x80 ? Character.toString(point) : "%" + hex(point)));
      return tar.resolve(plain.toString());
    }
  }

  private static String hex(int point) {
    return Integer.toHexString(point);
  }
}
