package io.logtriage.patterns.files;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name taken apart into the name that the application writes to and what rotation added.
 *
 * <p>Known: logrotate's numbers, {@code dateext} (also with {@code extension}) and {@code
 * compress}, Python's {@code RotatingFileHandler} and {@code TimedRotatingFileHandler}, {@code
 * .old}.
 *
 * @param base the name without rotation suffix
 * @param date digits of the rotation's date and time, empty without
 * @param number of the rotated file, -1 without
 * @param old whether the suffix is {@code .old}
 * @param compressed whether the suffix says that it is compressed
 */
public record RotatedName(String base, String date, int number, boolean old, boolean compressed) {

  /** Oldest first; the file that is still written to comes last. */
  public static final Comparator<RotatedName> OLDEST_FIRST =
      Comparator.comparingInt(RotatedName::rank)
          .thenComparing(RotatedName::date)
          .thenComparingInt(name -> name.date.isEmpty() ? -name.number : name.number);

  /**
   * The same for whole paths of one rotated set: a tar in which a file lies may be rotated, too.
   */
  static final Comparator<Path> OLDEST_PATH_FIRST = RotatedName::compare;

  private static final Pattern COMPRESSION = Pattern.compile("(.+)\\.(?:gz|bz2|xz|zst|Z)");
  // Not after a bare number: 10.0.0.1 is a host, not the first rotation of 10.0.0
  private static final Pattern NUMBER = Pattern.compile("(.*[A-Za-z].*)\\.([0-9]{1,3})");
  private static final Pattern DATE =
      Pattern.compile(
          "(.+?)[-._]((?:19|20)[0-9]{2}(-?)(?:0[1-9]|1[0-2])\\3(?:0[1-9]|[12][0-9]|3[01])"
              + "(?:[-_T.]?(?:[0-9]{2}(?:[-_:.]?[0-9]{2}){0,2}|[0-9]{10}))?)(\\.[A-Za-z]+)?");

  /** Takes a file's name (not its path) apart. */
  public static RotatedName of(String fileName) {
    String name = fileName;
    Matcher compression = COMPRESSION.matcher(name);
    boolean compressed = compression.matches();
    if (compressed) {
      name = compression.group(1);
    }
    if (name.endsWith(".old") && name.length() > 4) {
      return new RotatedName(name.substring(0, name.length() - 4), "", -1, true, compressed);
    }
    int number = -1;
    Matcher numbered = NUMBER.matcher(name);
    if (numbered.matches()) {
      name = numbered.group(1);
      number = Integer.parseInt(numbered.group(2));
    }
    Matcher dated = DATE.matcher(name);
    if (!dated.matches()) {
      return new RotatedName(name, "", number, false, compressed);
    }
    String extension = dated.group(4) == null ? "" : dated.group(4);
    String digits = dated.group(2).replaceAll("[^0-9]", "");
    return new RotatedName(dated.group(1) + extension, digits, number, false, compressed);
  }

  /** The path that the application writes to: the same for all files of a rotated set. */
  public static String withoutRotationSuffix(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.substring(0, name) + of(path.substring(name)).base();
  }

  /** Whether this is a copy that rotation put aside, not the file that is written to. */
  public boolean rotated() {
    return old || number >= 0 || !date.isEmpty() || compressed;
  }

  private static int compare(Path left, Path right) {
    int order = 0;
    int names = Math.min(left.getNameCount(), right.getNameCount());
    for (int i = 0; i < names && order == 0; i++) {
      order = OLDEST_FIRST.compare(of(left.getName(i).toString()), of(right.getName(i).toString()));
    }
    return order;
  }

  private int rank() {
    if (!date.isEmpty()) {
      return 0;
    }
    if (old) {
      return 1;
    }
    return number >= 0 ? 2 : 3;
  }
}
