package io.logtriage.patterns;

import io.logtriage.patterns.format.AccessDetails;
import io.logtriage.patterns.format.ParsedEvent;
import java.util.function.LongConsumer;

/**
 * Which upstreams an access line names, as numbers. nginx lists all that it tried, parted by
 * commas, or by colons after an internal redirect (ngx_http_upstream_module).
 */
final class UpstreamAddresses {
  /** The line names no upstream. */
  static final long NONE = 0;

  private UpstreamAddresses() {}

  /** Hands over each. */
  static void forEach(ParsedEvent event, LongConsumer addresses) {
    AccessDetails details = event.details;
    if (details == null || details.upstreamFrom() < 0) {
      return;
    }
    long address = NONE;
    for (int at = details.upstreamFrom(); at < details.upstreamTo(); at++) {
      byte next = event.bytes[at];
      if (next == ',' || next == ' ') {
        tell(address, addresses);
        address = NONE;
      } else {
        address = address * 0x9E37_79B9_7F4A_7C15L + next;
      }
    }
    tell(address, addresses);
  }

  private static void tell(long address, LongConsumer addresses) {
    if (address != NONE && address != ':' && address != '-') {
      addresses.accept(address);
    }
  }

  /** The one that answered; {@link #NONE} when the line names none. */
  static long last(ParsedEvent event) {
    long[] last = {NONE};
    forEach(event, address -> last[0] = address);
    return last[0];
  }
}
