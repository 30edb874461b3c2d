package io.logtriage.patterns.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The examples of a symptom as bytes. */
final class ExamplesCodec {
  private ExamplesCodec() {}

  static void write(CompactOutput out, Examples examples) {
    out.list(examples.match(), ExamplesCodec::writeMatch);
    out.texts(examples.noMatch());
    out.texts(examples.nearMiss());
    out.list(examples.timed(), ExamplesCodec::writeTimed);
  }

  static Examples read(CompactInput in) {
    return new Examples(
        in.list(match -> new Examples.Match(match.text(), readFields(match), match.texts())),
        in.texts(),
        in.texts(),
        in.list(
            timed ->
                new Examples.Timed(
                    timed.text(),
                    timed.list(step -> new Examples.Step(step.duration(), step.text())),
                    timed.texts())));
  }

  private static void writeMatch(CompactOutput out, Examples.Match match) {
    out.text(match.text());
    out.list(
        List.copyOf(new TreeMap<>(match.fields()).entrySet()),
        (field, entry) -> {
          field.text(entry.getKey());
          field.text(entry.getValue());
        });
    out.texts(match.also());
  }

  private static void writeTimed(CompactOutput out, Examples.Timed timed) {
    out.text(timed.name());
    out.list(
        timed.steps(),
        (step, value) -> {
          step.duration(value.at());
          step.text(value.line());
        });
    out.texts(timed.expect());
  }

  private static Map<String, String> readFields(CompactInput in) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int left = in.number(); left > 0; left--) {
      fields.put(in.text(), in.text());
    }
    return fields;
  }
}
