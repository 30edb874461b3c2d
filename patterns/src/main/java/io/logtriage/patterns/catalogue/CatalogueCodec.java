package io.logtriage.patterns.catalogue;

import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Symptoms as compact bytes: read in a millisecond where YAML takes half a second, and canonical,
 * so that equal catalogues have equal hashes.
 */
final class CatalogueCodec {
  private static final int VERSION = 6;
  private static final int HASH_DIGITS = 16;
  private static final int GROK = 0;
  private static final int UNCLAIMED = 1;
  private static final int STATUS = 2;
  private static final int SLOW = 3;
  private static final int RATE = 4;
  private static final int OPENING = 5;
  private static final int PIPELINE = 6;

  private CatalogueCodec() {}

  static byte[] encode(Catalogue catalogue) {
    return encode(
        out -> {
          out.writeInt(VERSION);
          write(out, catalogue.hash());
          writeList(out, catalogue.symptoms(), CatalogueCodec::write);
        });
  }

  static Catalogue decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "catalogue of version " + version + ", expected " + VERSION + "; build it again");
      }
      String hash = readText(in);
      return new Catalogue(readList(in, CatalogueCodec::readSymptom), hash);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue is cut short; build it again", e);
    }
  }

  static String hash(List<Symptom> symptoms) {
    byte[] content = encode(out -> writeList(out, symptoms, CatalogueCodec::write));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] encode(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What is encoded. */
  @FunctionalInterface
  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private static void write(DataOutputStream out, Symptom symptom) throws IOException {
    write(out, symptom.id());
    write(out, symptom.title());
    write(out, symptom.section());
    write(out, symptom.severity().name());
    writeList(out, symptom.escalations(), CatalogueCodec::write);
    writeTexts(out, symptom.category());
    writeList(out, symptom.patterns(), CatalogueCodec::write);
    writeTexts(out, symptom.group());
    write(out, symptom.open());
    write(out, symptom.quiet());
    write(out, symptom.reopen());
    writeList(out, symptom.recovery(), CatalogueCodec::write);
    writeList(
        out,
        symptom.causedBy(),
        (to, rule) -> {
          write(to, rule.symptom());
          write(to, rule.within());
        });
    writeList(
        out,
        symptom.explainedBy(),
        (to, rule) -> {
          write(to, rule.symptom());
          write(to, rule.within());
        });
    writeTexts(out, symptom.remedy().checks());
    writeTexts(out, symptom.remedy().fixes());
    writeTexts(out, symptom.remedy().verify());
    write(out, symptom.examples());
  }

  private static Symptom readSymptom(DataInputStream in) throws IOException {
    return new Symptom(
        readText(in),
        readText(in),
        readText(in),
        Severity.valueOf(readText(in)),
        readList(in, CatalogueCodec::readEscalation),
        readTexts(in),
        readList(in, CatalogueCodec::readPattern),
        readTexts(in),
        readOpen(in),
        readDuration(in),
        readDuration(in),
        readList(in, CatalogueCodec::readSign),
        readList(in, from -> new Symptom.CauseRule(readText(from), readDuration(from))),
        readList(in, from -> new Symptom.AbsorptionRule(readText(from), readDuration(from))),
        new Symptom.Remedy(readTexts(in), readTexts(in), readTexts(in)),
        readExamples(in));
  }

  private static void write(DataOutputStream out, Escalation escalation) throws IOException {
    write(out, escalation.severity().name());
    out.writeInt(escalation.count());
    write(out, escalation.within());
    out.writeInt(escalation.hosts());
  }

  private static Escalation readEscalation(DataInputStream in) throws IOException {
    return new Escalation(
        Severity.valueOf(readText(in)), in.readInt(), readDuration(in), in.readInt());
  }

  private static void write(DataOutputStream out, RecoverySign sign) throws IOException {
    out.writeBoolean(sign instanceof RecoverySign.Line);
    if (sign instanceof RecoverySign.Line line) {
      write(out, line.pattern());
      write(out, line.after());
    }
  }

  private static RecoverySign readSign(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? new RecoverySign.Line(readGrok(in), readDuration(in))
        : new RecoverySign.RouteAnswers();
  }

  private static void write(DataOutputStream out, LinePattern pattern) throws IOException {
    if (pattern instanceof LinePattern.Grok grok) {
      out.writeByte(GROK);
      write(out, grok);
    } else if (pattern instanceof LinePattern.Unclaimed unclaimed) {
      out.writeByte(UNCLAIMED);
      write(out, unclaimed.pattern());
    } else if (pattern instanceof LinePattern.Pipeline pipeline) {
      out.writeByte(PIPELINE);
      write(out, pipeline.condition().name());
    } else if (pattern instanceof LinePattern.Status status) {
      out.writeByte(STATUS);
      writeList(out, List.copyOf(new TreeSet<>(status.statuses())), DataOutputStream::writeInt);
      writeTexts(out, status.target().folders());
      writeTexts(out, status.target().suffixes());
      writeTexts(out, status.target().except());
      out.writeBoolean(status.target().referred());
    } else if (pattern instanceof LinePattern.Slow slow) {
      out.writeByte(SLOW);
      write(out, slow.atLeast());
    } else if (pattern instanceof LinePattern.Rate rate) {
      out.writeByte(RATE);
      write(out, rate.of().name());
      write(out, rate.above());
      write(out, rate.window());
      out.writeInt(rate.minimumRequests());
      out.writeInt(rate.percent());
    } else if (pattern instanceof LinePattern.Opening opening) {
      out.writeByte(OPENING);
      write(out, opening.open());
      write(out, opening.pattern());
    }
  }

  private static void write(DataOutputStream out, LinePattern.Grok grok) throws IOException {
    write(out, grok.grok());
    writeTexts(out, grok.literals());
    writeList(
        out, List.copyOf(new TreeSet<>(grok.formats())), (to, format) -> write(to, format.name()));
    write(out, grok.atLeast().name());
    out.writeBoolean(grok.suspected());
  }

  private static LinePattern readPattern(DataInputStream in) throws IOException {
    int kind = in.readByte();
    if (kind == OPENING) {
      Symptom.OpenCondition open = readOpen(in);
      return new LinePattern.Opening(readPattern(in), open);
    }
    if (kind == STATUS) {
      return new LinePattern.Status(
          new TreeSet<>(readList(in, DataInputStream::readInt)),
          new TargetShape(readTexts(in), readTexts(in), readTexts(in), in.readBoolean()));
    }
    if (kind == SLOW) {
      return new LinePattern.Slow(readDuration(in));
    }
    if (kind == PIPELINE) {
      return new LinePattern.Pipeline(PipelineCondition.valueOf(readText(in)));
    }
    if (kind == RATE) {
      return new LinePattern.Rate(
          LinePattern.Rate.Of.valueOf(readText(in)),
          readDuration(in),
          readDuration(in),
          in.readInt(),
          in.readInt());
    }
    LinePattern.Grok grok = readGrok(in);
    return kind == UNCLAIMED ? new LinePattern.Unclaimed(grok) : grok;
  }

  private static LinePattern.Grok readGrok(DataInputStream in) throws IOException {
    return new LinePattern.Grok(
        readText(in),
        readTexts(in),
        new TreeSet<>(readList(in, from -> LineFormat.valueOf(readText(from)))),
        Level.valueOf(readText(in)),
        in.readBoolean());
  }

  private static void write(DataOutputStream out, Symptom.OpenCondition open) throws IOException {
    out.writeInt(open.count());
    write(out, open.within());
    String distinct = open.distinct();
    write(out, distinct == null ? "" : distinct);
  }

  private static Symptom.OpenCondition readOpen(DataInputStream in) throws IOException {
    int count = in.readInt();
    Duration within = readDuration(in);
    String distinct = readText(in);
    return new Symptom.OpenCondition(count, within, distinct.isEmpty() ? null : distinct);
  }

  private static void write(DataOutputStream out, Examples examples) throws IOException {
    writeList(
        out,
        examples.match(),
        (to, match) -> {
          write(to, match.text());
          writeList(
              to,
              List.copyOf(new TreeMap<>(match.fields()).entrySet()),
              (field, entry) -> {
                write(field, entry.getKey());
                write(field, entry.getValue());
              });
          writeTexts(to, match.also());
        });
    writeTexts(out, examples.noMatch());
    writeTexts(out, examples.nearMiss());
    writeList(
        out,
        examples.timed(),
        (to, timed) -> {
          write(to, timed.name());
          writeList(
              to,
              timed.steps(),
              (step, value) -> {
                write(step, value.at());
                write(step, value.line());
              });
          writeTexts(to, timed.expect());
        });
  }

  private static Examples readExamples(DataInputStream in) throws IOException {
    return new Examples(
        readList(in, from -> new Examples.Match(readText(from), readFields(from), readTexts(from))),
        readTexts(in),
        readTexts(in),
        readList(
            in,
            from ->
                new Examples.Timed(
                    readText(from),
                    readList(from, step -> new Examples.Step(readDuration(step), readText(step))),
                    readTexts(from))));
  }

  private static Map<String, String> readFields(DataInputStream in) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      fields.put(readText(in), readText(in));
    }
    return fields;
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    writeList(out, texts, CatalogueCodec::write);
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    return readList(in, CatalogueCodec::readText);
  }

  private static void write(DataOutputStream out, Duration duration) throws IOException {
    out.writeLong(duration.toMillis());
  }

  private static Duration readDuration(DataInputStream in) throws IOException {
    return Duration.ofMillis(in.readLong());
  }

  private static <T> void writeList(DataOutputStream out, List<T> list, Writer<T> writer)
      throws IOException {
    out.writeInt(list.size());
    for (T element : list) {
      writer.write(out, element);
    }
  }

  private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
    List<T> list = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      list.add(reader.read(in));
    }
    return list;
  }

  private interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }
}
