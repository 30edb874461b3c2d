package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings of tests; times in seconds since {@link #START}. */
final class Findings {
  static final long START = 1_790_000_000_000L;

  private Findings() {}

  static Finding of(String symptom, long second) {
    return of(symptom, "maeser", second, Map.of());
  }

  static Finding of(String symptom, String group, long second) {
    return of(symptom, group, second, Map.of());
  }

  static Finding ofProcess(String symptom, long second, String pid) {
    return of(symptom, "maeser", second, Map.of("process.pid", pid));
  }

  /** A line that names a file. */
  static Finding ofFile(String symptom, String group, long second, String file) {
    return of(symptom, group, second, Map.of("file.path", file));
  }

  /** A line that tells an error's number. */
  static Finding ofError(String symptom, long second, String code) {
    return of(symptom, "maeser", second, Map.of("error.code", code));
  }

  /** A line that may mean something else. */
  static Finding suspected(String symptom, String group, long second) {
    return of(symptom, group, second, Map.of(Finding.SUSPECTED, "true"));
  }

  static Finding ofHost(String symptom, String host, long second) {
    Finding finding = of(symptom, "maeser", second, Map.of("host", host));
    return new Finding(
        symptom,
        finding.id(),
        host,
        finding.path(),
        finding.service(),
        finding.dataset(),
        finding.first(),
        finding.last(),
        1,
        false,
        finding.group(),
        finding.fields(),
        finding.samples());
  }

  /** From one client, told apart by {@link Symptoms#CLIENTS}. */
  static Finding ofClient(long second, String client) {
    return of("clients", "maeser", second, Map.of("client.ip", client));
  }

  /** One that says less than the symptom's other findings. */
  static Finding weak(String symptom, String group, long second) {
    Finding finding = of(symptom, group, second, Map.of("kind", "weak"));
    return new Finding(
        symptom,
        finding.id(),
        finding.host(),
        finding.path(),
        finding.service(),
        finding.dataset(),
        finding.first(),
        finding.last(),
        1,
        false,
        finding.group(),
        finding.fields(),
        finding.samples(),
        Symptoms.WEAK);
  }

  static Finding undated(String symptom, long arrival) {
    return build(symptom, "maeser", arrival, Map.of(), true);
  }

  private static Finding of(String symptom, String group, long second, Map<String, String> fields) {
    return build(symptom, group, second, fields, false);
  }

  private static Finding build(
      String symptom, String group, long second, Map<String, String> fields, boolean undated) {
    long time = START + second * 1000;
    String id = ContentHash.of(symptom, group, String.valueOf(second), fields.toString());
    return new Finding(
        symptom,
        id,
        "web-1",
        "/var/log/app.log",
        "maeser",
        "gunicorn.error",
        time,
        time,
        1,
        undated,
        new TreeMap<>(Map.of("service.name", group)),
        fields,
        List.of(new Sample(id, time, symptom + " at " + second, "/var/log/app.log", second)));
  }
}
