package io.logtriage.patterns.catalogue;

import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** The patterns of a symptom as bytes, and what shows that it is over. */
final class PatternCodec {
  private static final int GROK = 0;
  private static final int UNCLAIMED = 1;
  private static final int STATUS = 2;
  private static final int SLOW = 3;
  private static final int RATE = 4;
  private static final int OPENING = 5;
  private static final int PIPELINE = 6;
  private static final int AGAIN = 7;

  private PatternCodec() {}

  static void write(CompactOutput out, LinePattern pattern) {
    if (pattern instanceof LinePattern.Grok grok) {
      out.number(GROK);
      writeGrok(out, grok);
    } else if (pattern instanceof LinePattern.Unclaimed unclaimed) {
      out.number(UNCLAIMED);
      writeGrok(out, unclaimed.pattern());
    } else if (pattern instanceof LinePattern.Again again) {
      out.number(AGAIN);
      writeGrok(out, again.pattern());
      out.list(again.unless(), PatternCodec::writeGrok);
      out.duration(again.after());
      out.duration(again.within());
    } else if (pattern instanceof LinePattern.Pipeline pipeline) {
      out.number(PIPELINE);
      out.constant(pipeline.condition());
    } else if (pattern instanceof LinePattern.Status status) {
      out.number(STATUS);
      out.list(List.copyOf(new TreeSet<>(status.statuses())), CompactOutput::number);
      out.texts(status.target().folders());
      out.texts(status.target().suffixes());
      out.texts(status.target().except());
      out.flag(status.target().referred());
    } else if (pattern instanceof LinePattern.Slow slow) {
      out.number(SLOW);
      out.duration(slow.atLeast());
    } else if (pattern instanceof LinePattern.Rate rate) {
      out.number(RATE);
      out.constant(rate.of());
      out.duration(rate.above());
      out.duration(rate.window());
      out.number(rate.minimumRequests());
      out.number(rate.percent());
    } else if (pattern instanceof LinePattern.Opening opening) {
      out.number(OPENING);
      writeOpen(out, opening.open());
      write(out, opening.pattern());
    }
  }

  static LinePattern read(CompactInput in) {
    int kind = in.number();
    return switch (kind) {
      case GROK -> readGrok(in);
      case UNCLAIMED -> new LinePattern.Unclaimed(readGrok(in));
      case AGAIN ->
          new LinePattern.Again(
              readGrok(in), in.list(PatternCodec::readGrok), in.duration(), in.duration());
      case PIPELINE -> new LinePattern.Pipeline(in.constant(PipelineCondition.class));
      case STATUS ->
          new LinePattern.Status(
              new TreeSet<>(in.list(CompactInput::number)),
              new TargetShape(in.texts(), in.texts(), in.texts(), in.flag()));
      case SLOW -> new LinePattern.Slow(in.duration());
      case RATE ->
          new LinePattern.Rate(
              in.constant(LinePattern.Rate.Of.class),
              in.duration(),
              in.duration(),
              in.number(),
              in.number());
      case OPENING -> {
        Symptom.OpenCondition open = readOpen(in);
        yield new LinePattern.Opening(read(in), open);
      }
      default ->
          throw new IllegalArgumentException(
              "pattern of unknown kind " + kind + "; build it again");
    };
  }

  static void writeSign(CompactOutput out, RecoverySign sign) {
    out.flag(sign instanceof RecoverySign.Line);
    if (sign instanceof RecoverySign.Line line) {
      writeGrok(out, line.pattern());
      out.duration(line.after());
    }
  }

  static RecoverySign readSign(CompactInput in) {
    return in.flag()
        ? new RecoverySign.Line(readGrok(in), in.duration())
        : new RecoverySign.RouteAnswers();
  }

  static void writeOpen(CompactOutput out, Symptom.OpenCondition open) {
    out.number(open.count());
    out.duration(open.within());
    String distinct = open.distinct();
    out.text(distinct == null ? "" : distinct);
  }

  static Symptom.OpenCondition readOpen(CompactInput in) {
    int count = in.number();
    Duration within = in.duration();
    String distinct = in.text();
    return new Symptom.OpenCondition(count, within, distinct.isEmpty() ? null : distinct);
  }

  private static void writeGrok(CompactOutput out, LinePattern.Grok grok) {
    out.text(grok.grok());
    out.texts(grok.literals());
    out.list(List.copyOf(new TreeSet<>(grok.formats())), CompactOutput::constant);
    out.constant(grok.atLeast());
    out.flag(grok.suspected());
  }

  private static LinePattern.Grok readGrok(CompactInput in) {
    return new LinePattern.Grok(
        in.text(),
        in.texts(),
        new TreeSet<>(in.list(format -> format.constant(LineFormat.class))),
        in.constant(Level.class),
        in.flag());
  }
}
