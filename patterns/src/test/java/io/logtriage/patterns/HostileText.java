package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.Symptom;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes lines that are meant to do harm: of any length, behind the head of any format. */
final class HostileText {
  /** What makes a line of each format, up to its message. */
  static final Map<String, String> HEADS =
      new LinkedHashMap<>(
          Map.ofEntries(
              Map.entry("text", ""),
              Map.entry("gunicorn", "[2026-03-02 09:00:00 +0000] [7] [ERROR] "),
              Map.entry("python", "2026-03-02 09:00:00,120 ERROR in jobs: "),
              Map.entry("nginx", "2026/03/02 09:00:00 [error] 7#7: *44 "),
              Map.entry("access", "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET /"),
              Map.entry(
                  "status", "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 404 "),
              Map.entry("json", "{\"level\":\"error\",\"message\":\""),
              Map.entry("docker", "{\"log\":\""),
              Map.entry("syslog", "Mar  2 09:00:00 web-1 shop[7]: "),
              Map.entry("compose", "web-1  | \u001b[31m"),
              Map.entry("cri", "2026-03-02T09:00:00.123456789Z stderr F "),
              Map.entry("piece", "2026-03-02T09:00:00.123456789Z stderr P "),
              Map.entry("pairs", "time=\"2026-03-02T09:00:00Z\" level=error msg=\""),
              Map.entry("tornado", "[E 260302 09:00:00 web:1] "),
              Map.entry("months", "M\u00e4r 02 09:00:00 web-1 shop[7]: "),
              Map.entry("stern", "shop-x2 web {\"message\":\""),
              Map.entry(
                  "tail",
                  "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"u\" "),
              Map.entry("traceback", "Traceback (most recent call last): ")));

  private static final List<String> REPEATED =
      List.of(
          "[",
          "(",
          "{",
          "]",
          "{\"a\":",
          "[[{\"a\":[",
          ".",
          "a.",
          "a.a.a ",
          "\"",
          "'",
          "\\",
          "\\\"",
          "\\u0000",
          "\0",
          "\u202e",
          "\u2028",
          "\u001b[31m",
          "\u001b[",
          "7",
          "7.",
          "0x7f",
          "-",
          "= ",
          " ",
          "\t",
          "\r",
          "/",
          "/a",
          "//",
          "%41",
          "&a=b",
          "password=",
          "Bearer ",
          "://a:b@",
          "token\":\"",
          "#012",
          "#012  File \"",
          "File \"/a.py\", line 1, in f ",
          ": ",
          ", client: ",
          "[pod/",
          "web | ",
          "> ",
          "<7>",
          "SQLITE_",
          "Error: ",
          "a1b2c3d4",
          "A",
          "\u00e9",
          "\ud83d\ude00");

  private static final int RANDOM = 1024 * 1024;

  private static final Map<String, byte[]> PARTS = parts();

  private HostileText() {}

  /** The kinds of text there are. */
  static List<String> kinds() {
    return List.copyOf(PARTS.keySet());
  }

  /** Text of one kind, of so many bytes. */
  static byte[] ofSize(String kind, int size) {
    return repeated(PARTS.get(kind), size);
  }

  private static Map<String, byte[]> parts() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (String part : REPEATED) {
      parts.put("repeated " + printable(part), part.getBytes(UTF_8));
    }
    parts.put("no UTF-8", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xff});
    parts.put("random bytes", random(RANDOM));
    parts.put("all literals", String.join(" ", literals()).getBytes(UTF_8));
    parts.put("literals in one token", String.join("", literals()).getBytes(UTF_8));
    return parts;
  }

  /** What the built-in symptoms look for. */
  static List<String> literals() {
    List<String> literals = new ArrayList<>();
    for (Symptom symptom : Catalogue.builtIn().symptoms()) {
      for (LinePattern pattern : symptom.patterns()) {
        LinePattern bare = pattern.bare();
        LinePattern inner =
            bare instanceof LinePattern.Unclaimed unclaimed
                ? unclaimed.pattern()
                : bare instanceof LinePattern.Again again ? again.pattern() : bare;
        if (inner instanceof LinePattern.Grok grok) {
          literals.addAll(grok.literals());
        }
      }
    }
    return literals.stream().distinct().toList();
  }

  /** One required text amid what a pattern may go on matching, as much as patterns see. */
  static List<String> around(String literal) {
    return List.of(
        "a".repeat(4_000) + literal + "a".repeat(4_000),
        literal + "a.".repeat(4_000),
        "a/".repeat(100) + literal + "/a".repeat(4_000),
        (literal + " ").repeat(8_000 / (literal.length() + 1)),
        "[".repeat(100) + literal + "\"".repeat(4_000) + literal,
        "x ".repeat(90) + literal + "x, client: ".repeat(700));
  }

  static byte[] line(String head, byte[] text) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(head.length() + text.length);
    line.writeBytes(head.getBytes(UTF_8));
    line.writeBytes(text);
    return line.toByteArray();
  }

  private static byte[] repeated(byte[] part, int size) {
    byte[] text = new byte[size];
    for (int at = 0; at < size; at += part.length) {
      System.arraycopy(part, 0, text, at, Math.min(part.length, size - at));
    }
    for (int at = 0; at < size; at++) {
      text[at] = text[at] == '\n' ? (byte) ' ' : text[at];
    }
    return text;
  }

  private static byte[] random(int size) {
    byte[] text = new byte[size];
    new Random(7).nextBytes(text);
    return text;
  }

  private static String printable(String part) {
    return Arrays.toString(
        part.chars().mapToObj(c -> c > 32 && c < 127 ? "" + (char) c : "\\" + c).toArray());
  }
}
