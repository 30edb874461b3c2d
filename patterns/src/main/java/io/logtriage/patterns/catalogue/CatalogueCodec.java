package io.logtriage.patterns.catalogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Symptoms as compact bytes: read in a millisecond where YAML takes half a second, and canonical,
 * so that equal catalogues have equal hashes.
 */
final class CatalogueCodec {
  private static final int VERSION = 8;
  private static final int HASH_DIGITS = 16;

  private CatalogueCodec() {}

  static byte[] encode(Catalogue catalogue) {
    CompactOutput out = new CompactOutput();
    out.number(VERSION);
    out.text(catalogue.hash());
    out.list(catalogue.symptoms(), CatalogueCodec::write);
    return out.toByteArray();
  }

  static Catalogue decode(byte[] bytes) {
    CompactInput in = new CompactInput(bytes);
    int version = in.number();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "catalogue of version " + version + ", expected " + VERSION + "; build it again");
    }
    String hash = in.text();
    return new Catalogue(in.list(CatalogueCodec::read), hash);
  }

  static String hash(List<Symptom> symptoms) {
    CompactOutput out = new CompactOutput();
    out.list(symptoms, CatalogueCodec::write);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(CompactOutput out, Symptom symptom) {
    out.text(symptom.id());
    out.text(symptom.title());
    out.text(symptom.section());
    out.constant(symptom.severity());
    out.list(symptom.escalations(), CatalogueCodec::writeEscalation);
    out.texts(symptom.category());
    out.list(symptom.patterns(), PatternCodec::write);
    out.texts(symptom.group());
    PatternCodec.writeOpen(out, symptom.open());
    out.duration(symptom.quiet());
    out.duration(symptom.reopen());
    out.list(symptom.recovery(), PatternCodec::writeSign);
    out.list(
        symptom.causedBy(),
        (to, rule) -> {
          to.text(rule.symptom());
          to.duration(rule.within());
          to.list(rule.match(), CompactOutput::constant);
          to.texts(rule.except().stream().sorted().toList());
        });
    out.list(
        symptom.explainedBy(),
        (to, rule) -> {
          to.text(rule.symptom());
          to.duration(rule.within());
        });
    out.texts(symptom.remedy().checks());
    out.texts(symptom.remedy().fixes());
    out.texts(symptom.remedy().verify());
    ExamplesCodec.write(out, symptom.examples());
  }

  private static Symptom read(CompactInput in) {
    return new Symptom(
        in.text(),
        in.text(),
        in.text(),
        in.constant(Severity.class),
        in.list(CatalogueCodec::readEscalation),
        in.texts(),
        in.list(PatternCodec::read),
        in.texts(),
        PatternCodec.readOpen(in),
        in.duration(),
        in.duration(),
        in.list(PatternCodec::readSign),
        in.list(CatalogueCodec::readCause),
        in.list(rule -> new Symptom.AbsorptionRule(rule.text(), rule.duration())),
        new Symptom.Remedy(in.texts(), in.texts(), in.texts()),
        ExamplesCodec.read(in));
  }

  private static Symptom.CauseRule readCause(CompactInput in) {
    return new Symptom.CauseRule(
        in.text(),
        in.duration(),
        in.list(match -> match.constant(Clue.class)),
        Set.copyOf(in.texts()));
  }

  private static void writeEscalation(CompactOutput out, Escalation escalation) {
    out.constant(escalation.severity());
    out.number(escalation.count());
    out.duration(escalation.within());
    out.number(escalation.hosts());
  }

  private static Escalation readEscalation(CompactInput in) {
    return new Escalation(in.constant(Severity.class), in.number(), in.duration(), in.number());
  }
}
