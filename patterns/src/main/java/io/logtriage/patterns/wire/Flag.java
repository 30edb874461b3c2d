package io.logtriage.patterns.wire;

import java.util.EnumSet;
import java.util.Set;

/** What is special about all lines of a record; on the wire as words with commas between them. */
public enum Flag {
  /** The lines stood in the file before the shipper came. */
  HISTORY("history"),
  /** The record's single line was longer than the limit and was cut there. */
  TRUNCATED("truncated");

  private final String word;

  Flag(String word) {
    this.word = word;
  }

  static String encode(Set<Flag> flags) {
    StringBuilder text = new StringBuilder();
    for (Flag flag : flags) {
      text.append(text.length() == 0 ? "" : ",").append(flag.word);
    }
    return text.toString();
  }

  /** Words that this version does not know are left out: they only inform. */
  static Set<Flag> decode(String text) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : values()) {
      if (("," + text + ",").contains("," + flag.word + ",")) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
