package io.logtriage.patterns.catalogue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An immutable, checked set of symptoms. */
public final class Catalogue {
  private static final String RESOURCE = "built-in.catalogue";

  private final Map<String, Symptom> byId;
  private final List<Symptom> ordered;
  private final String hash;

  /**
   * Takes symptoms that were checked.
   *
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

  /** The symptoms, hashed over all that they say. */
  public static Catalogue of(List<Symptom> symptoms) {
    return new Catalogue(symptoms, CatalogueCodec.hash(symptoms));
  }

  /** The symptoms that come with logtriage, read from YAML and checked when it was built. */
  public static Catalogue builtIn() {
    return BuiltIn.CATALOGUE;
  }

  /** What {@link #toBytes()} gave, whose hash is believed: hashing takes longer than reading. */
  public static Catalogue fromBytes(byte[] bytes) {
    return CatalogueCodec.decode(bytes);
  }

  /** The hash and the whole content, compact and canonical. */
  public byte[] toBytes() {
    return CatalogueCodec.encode(this);
  }

  /** This catalogue and {@code more}, which replace those of the same id. */
  public Catalogue with(List<Symptom> more) {
    Map<String, Symptom> merged = new LinkedHashMap<>();
    ordered.forEach(symptom -> merged.put(symptom.id(), symptom));
    more.forEach(symptom -> merged.put(symptom.id(), symptom));
    return of(List.copyOf(merged.values()));
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

  private static final class BuiltIn {
    static final Catalogue CATALOGUE = read();

    private static Catalogue read() {
      try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(
              "resource " + RESOURCE + " is missing from this build; run mvn process-classes");
        }
        return fromBytes(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
      }
    }
  }
}
