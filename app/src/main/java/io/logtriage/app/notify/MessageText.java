package io.logtriage.app.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A message in the few lines that a chat shows. */
final class MessageText {
  private static final int MAX_ITEMS = 10;

  private MessageText() {}

  /**
   * Plain text in which nothing is markup: what comes from logs could otherwise ping a whole
   * channel ({@code <!channel>}) where the text is shown by Slack or Teams.
   */
  static String of(Message message, Links links) {
    List<String> lines = new ArrayList<>();
    List<Item> items = message.items();
    if (items.size() > 1) {
      lines.add(headline(items));
    }
    items.stream().limit(MAX_ITEMS).forEach(item -> add(item, items.size() == 1, links, lines));
    if (items.size() > MAX_ITEMS) {
      lines.add("and " + (items.size() - MAX_ITEMS) + " more");
    }
    return lines.stream().map(MessageText::escaped).collect(Collectors.joining("\n"));
  }

  private static String headline(List<Item> items) {
    Map<String, Long> counts = new LinkedHashMap<>();
    items.forEach(item -> counts.merge(item.event().transition().word(), 1L, Long::sum));
    return "Incidents: "
        + counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private static void add(Item item, boolean alone, Links links, List<String> lines) {
    Notice notice = item.event().notice();
    StringBuilder head = new StringBuilder();
    if (item.event().opens()) {
      head.append(item.identity().severity().toUpperCase(Locale.ROOT)).append(' ');
    }
    head.append(item.event().transition().word()).append(": ").append(summary(notice));
    head.append(", ").append(notice.count() == 1 ? "1 line" : notice.count() + " lines");
    if (!item.event().opens()) {
      lines.add(head.append(end(notice)).toString());
      return;
    }
    lines.add(head.append(" since ").append(notice.firstSeen()).toString());
    if (notice.causeSymptom() != null) {
      lines.add("  caused by " + notice.causeSymptom());
    }
    if (!item.identity().caused().isEmpty()) {
      lines.add("  caused " + item.identity().caused());
    }
    if (alone) {
      lines.add("  | " + notice.message());
      if (!notice.fix().isEmpty()) {
        lines.add("  = " + notice.fix());
      }
    }
    links.to(notice).ifPresent(link -> lines.add("  " + link));
  }

  /** Symptom and place, in words. */
  static String summary(Notice notice) {
    String title = notice.title().isEmpty() ? "" : notice.title() + " ";
    return title + "(" + notice.symptom() + ") on " + notice.where();
  }

  /** What an incident caused: {@code 40 lines of bad-gateway, 2 lines of worker-timeout}. */
  static String caused(List<Event> effects) {
    Map<String, Notice> last = new LinkedHashMap<>();
    effects.forEach(effect -> last.put(effect.notice().id(), effect.notice()));
    Map<String, Long> lines = new LinkedHashMap<>();
    last.values().forEach(notice -> lines.merge(notice.symptom(), notice.count(), Long::sum));
    return lines.entrySet().stream()
        .map(
            one ->
                one.getValue() + (one.getValue() == 1 ? " line of " : " lines of ") + one.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String end(Notice notice) {
    return (notice.ended() == null ? "" : ", until " + notice.ended())
        + (notice.endedBy() == null ? "" : " (" + notice.endedBy() + ")");
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
