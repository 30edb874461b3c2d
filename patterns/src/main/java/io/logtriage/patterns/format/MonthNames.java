package io.logtriage.patterns.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Names of months in dates: English as every server writes it, and what glibc's locales abbreviate
 * them to, as journalctl prints them for people.
 */
final class MonthNames {
  /** Lower case, without the point at the end that some have. */
  private static final String[] LOCAL = {
    "jan janv ene gen sty led янв oca 1月 1월",
    "feb févr febr fev fév lut фев úno şub Şub 2月 2월",
    "mar mär märz mars mrt márc мар bře 3月 3월",
    "apr avr avril abr kwi ápr апр dub nis 4月 4월",
    "mai may mei mag maj máj май мая kvě 5月 5월",
    "jun juin juni giu cze jún июн čen haz 6月 6월",
    "jul juil juli lug lip júl июл čec tem 7月 7월",
    "aug août ago sie авг srp ağu 8月 8월",
    "sep sept set wrz szept сен сент zář eyl 9月 9월",
    "oct okt out ott paź окт říj eki 10月 10월",
    "nov lis ноя нояб kas 11月 11월",
    "dec dez déc dic des gru дек pro ara 12月 12월",
  };

  private static final byte[][] NAMES = names();
  private static final int[] MONTHS = months();

  private MonthNames() {}

  /** The month that exactly these bytes name in some language, 0 when none. */
  static int local(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '.' ? to - 1 : to;
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].length == end - from && equal(bytes, from, NAMES[i])) {
        return MONTHS[i];
      }
    }
    return 0;
  }

  private static boolean equal(byte[] bytes, int from, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      byte lower =
          Ascii.isUpper(bytes[from + i]) ? (byte) (bytes[from + i] | 0x20) : bytes[from + i];
      if (lower != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[][] names() {
    List<byte[]> names = new ArrayList<>();
    for (String month : LOCAL) {
      for (String name : month.split(" ", -1)) {
        names.add(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return names.toArray(byte[][]::new);
  }

  private static int[] months() {
    List<Integer> months = new ArrayList<>();
    for (int month = 1; month <= LOCAL.length; month++) {
      months.addAll(Collections.nCopies(LOCAL[month - 1].split(" ", -1).length, month));
    }
    return months.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The month that three letters of English name, 0 when none. */
  static int english(byte[] bytes, int at) {
    return switch ((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]) {
      case 0x4A616E -> 1; // Jan
      case 0x466562 -> 2; // Feb
      case 0x4D6172 -> 3; // Mar
      case 0x417072 -> 4; // Apr
      case 0x4D6179 -> 5; // May
      case 0x4A756E -> 6; // Jun
      case 0x4A756C -> 7; // Jul
      case 0x417567 -> 8; // Aug
      case 0x536570 -> 9; // Sep
      case 0x4F6374 -> 10; // Oct
      case 0x4E6F76 -> 11; // Nov
      case 0x446563 -> 12; // Dec
      default -> 0;
    };
  }
}
