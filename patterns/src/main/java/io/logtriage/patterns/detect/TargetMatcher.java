package io.logtriage.patterns.detect;

import io.logtriage.patterns.catalogue.TargetShape;
import io.logtriage.patterns.format.AccessTail;
import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.List;

/** A {@link TargetShape} over bytes. */
final class TargetMatcher {
  private final byte[][] folders;
  private final byte[][] suffixes;
  private final byte[][] except;
  private final boolean referred;

  TargetMatcher(TargetShape shape) {
    this.folders = bytes(shape.folders(), "/", "/");
    this.suffixes = bytes(shape.suffixes(), ".", "");
    this.except = bytes(shape.except(), "", "");
    this.referred = shape.referred();
  }

  boolean matches(ParsedEvent event) {
    if (folders.length == 0 && suffixes.length == 0 && except.length == 0 && !referred) {
      return true;
    }
    if (event.targetFrom < 0) {
      return false;
    }
    int query = Ascii.indexOf(event.bytes, event.targetFrom, event.targetTo, '?');
    int end = query < 0 ? event.targetTo : query;
    return (folders.length == 0 || holdsAny(event, end, folders))
        && (suffixes.length == 0 || endsWithAny(event, end))
        && !holdsAny(event, end, except)
        && (!referred || AccessTail.mayBeReferred(event));
  }

  private boolean endsWithAny(ParsedEvent event, int end) {
    for (byte[] suffix : suffixes) {
      int at = end - suffix.length;
      if (at > event.targetFrom && Ascii.startsWith(event.bytes, at, end, suffix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsAny(ParsedEvent event, int end, byte[][] texts) {
    for (byte[] text : texts) {
      if (Ascii.indexOf(event.bytes, event.targetFrom, end, text) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[][] bytes(List<String> texts, String before, String behind) {
    return texts.stream().map(text -> Ascii.of(before + text + behind)).toArray(byte[][]::new);
  }
}
