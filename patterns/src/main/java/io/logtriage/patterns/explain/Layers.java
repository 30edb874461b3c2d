package io.logtriage.patterns.explain;

import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.Layer;
import io.logtriage.patterns.format.LineParser;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.Wrapping;
import java.time.ZoneOffset;
import java.util.List;

/** What stands around a line, found as the assembler finds it: not around a plain access line. */
final class Layers {
  private final LineParser parser;
  private final Wrapping wrapping = new Wrapping(ZoneOffset.UTC);
  private final ParsedEvent event = new ParsedEvent();

  Layers(List<AccessFormat> formats) {
    this.parser = new LineParser(ZoneOffset.UTC, formats);
  }

  List<String> of(byte[] line, long arrival) {
    parser.parse(line, 0, line.length, event);
    if (event.status >= 0 || !wrapping.unwrap(line, 0, line.length, arrival)) {
      return List.of();
    }
    return wrapping.layers().stream().map(Layer::words).toList();
  }
}
