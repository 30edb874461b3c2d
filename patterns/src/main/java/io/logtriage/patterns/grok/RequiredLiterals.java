package io.logtriage.patterns.grok;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Constant text that every match of a pattern contains: what the byte automaton looks for, so that
 * the pattern itself runs on candidates only.
 */
final class RequiredLiterals {
  /** Shorter text stands in too many healthy lines. */
  static final int SHORTEST = 4;

  /** Alternatives that follow one another multiply; this many are worth it. */
  private static final int MOST = 32;

  private static final Comparator<Set<String>> MOST_TELLING_FIRST =
      Comparator.<Set<String>>comparingInt(set -> -shortest(set)).thenComparingInt(Set::size);

  private RequiredLiterals() {}

  /** The most telling set, one of which stands in every match; empty when there is none. */
  static Optional<List<String>> of(Piece pattern) {
    return alternatives(pattern).stream()
        .filter(set -> shortest(set) >= SHORTEST)
        .min(MOST_TELLING_FIRST)
        .map(List::copyOf);
  }

  /** Whether every match contains one of {@code literals}. */
  static boolean implies(Piece pattern, List<String> literals) {
    return alternatives(pattern).stream()
        .anyMatch(set -> set.stream().allMatch(text -> literals.stream().anyMatch(text::contains)));
  }

  /** Sets of texts; of each set, every match contains at least one. */
  private static List<Set<String>> alternatives(Piece piece) {
    if (piece instanceof Piece.Sequence sequence) {
      return ofSequence(sequence.pieces());
    }
    Set<String> texts = allTexts(piece);
    if (texts != null) {
      return texts.contains("") ? List.of() : List.of(shortened(texts));
    }
    if (piece instanceof Piece.Choice choice) {
      return ofChoice(choice.pieces());
    }
    return piece instanceof Piece.Repeat repeat && repeat.min() > 0
        ? alternatives(repeat.piece())
        : List.of();
  }

  /** Neighbours with few possible texts are multiplied, as far as that stays small. */
  private static List<Set<String>> ofSequence(List<Piece> pieces) {
    List<Set<String>> found = new ArrayList<>();
    Set<String> run = Set.of("");
    for (Piece piece : pieces) {
      Set<String> texts = allTexts(piece);
      if (texts == null) {
        keep(run, found);
        run = Set.of("");
        found.addAll(alternatives(piece));
      } else if (run.size() * texts.size() > MOST) {
        keep(run, found);
        run = texts;
      } else {
        run = product(run, texts);
      }
    }
    keep(run, found);
    return found;
  }

  private static List<Set<String>> ofChoice(List<Piece> branches) {
    Set<String> union = new TreeSet<>();
    for (Piece branch : branches) {
      Optional<Set<String>> best = alternatives(branch).stream().min(MOST_TELLING_FIRST);
      if (best.isEmpty()) {
        return List.of();
      }
      union.addAll(best.get());
    }
    return List.of(shortened(union));
  }

  private static void keep(Set<String> run, List<Set<String>> found) {
    if (!run.contains("")) {
      found.add(shortened(run));
    }
  }

  /** Every text the piece can take, null when there are many. */
  private static @Nullable Set<String> allTexts(Piece piece) {
    if (piece instanceof Piece.Text text) {
      return Set.of(text.text());
    }
    if (piece instanceof Piece.Nothing || piece instanceof Piece.Start) {
      return Set.of("");
    }
    if (piece instanceof Piece.Sequence sequence) {
      Set<String> all = Set.of("");
      for (Piece part : sequence.pieces()) {
        Set<String> texts = allTexts(part);
        if (texts == null || all.size() * texts.size() > MOST) {
          return null;
        }
        all = product(all, texts);
      }
      return all;
    }
    if (piece instanceof Piece.Choice choice) {
      return union(choice.pieces());
    }
    if (piece instanceof Piece.Repeat repeat && repeat.min() == 0 && repeat.max() == 1) {
      return union(List.of(repeat.piece(), new Piece.Nothing()));
    }
    return null;
  }

  private static @Nullable Set<String> union(List<Piece> pieces) {
    Set<String> all = new TreeSet<>();
    for (Piece piece : pieces) {
      Set<String> texts = allTexts(piece);
      if (texts == null) {
        return null;
      }
      all.addAll(texts);
    }
    return all.size() > MOST ? null : all;
  }

  private static Set<String> product(Set<String> heads, Set<String> tails) {
    Set<String> product = new TreeSet<>();
    heads.forEach(head -> tails.forEach(tail -> product.add(head + tail)));
    return product;
  }

  /** A text that contains another one of the set adds nothing. */
  private static Set<String> shortened(Set<String> texts) {
    Set<String> kept = new TreeSet<>(texts);
    kept.removeIf(
        text -> texts.stream().anyMatch(other -> !other.equals(text) && text.contains(other)));
    return kept;
  }

  private static int shortest(Set<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }
}
