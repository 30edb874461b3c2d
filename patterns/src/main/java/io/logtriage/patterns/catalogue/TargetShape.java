package io.logtriage.patterns.catalogue;

import java.util.List;

/**
 * What an access line must have asked for. An empty list asks for nothing.
 *
 * @param folders one of which is a segment of the path
 * @param suffixes with one of which the path ends
 * @param except none of which stands in the path: what browsers and scanners ask for by themselves
 * @param referred whether a page must have referred to it, as every page does to its own files; who
 *     guesses addresses names no page
 */
public record TargetShape(
    List<String> folders, List<String> suffixes, List<String> except, boolean referred) {

  /** No demand. */
  public static final TargetShape ANY = new TargetShape(List.of(), List.of(), List.of(), false);

  public TargetShape {
    folders = List.copyOf(folders);
    suffixes = List.copyOf(suffixes);
    except = List.copyOf(except);
  }
}
