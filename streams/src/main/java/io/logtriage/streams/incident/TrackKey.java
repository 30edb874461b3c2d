package io.logtriage.streams.incident;

import java.util.Comparator;
import java.util.SortedMap;

/** What separates incidents of one deployment, apart from time. */
record TrackKey(String symptom, SortedMap<String, String> group) {

  static final Comparator<TrackKey> ORDER =
      Comparator.comparing(TrackKey::symptom).thenComparing(TrackKey::groupText);

  /** The group as one text that no other group has. */
  String groupText() {
    StringBuilder text = new StringBuilder();
    group.forEach(
        (name, value) ->
            text.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
    return text.toString();
  }
}
