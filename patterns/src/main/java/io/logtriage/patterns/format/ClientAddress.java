package io.logtriage.patterns.format;

/** The address of a client at the beginning of an access line. */
final class ClientAddress {
  private ClientAddress() {}

  /** Behind the digits, points and colons of an address with or without a port. */
  static int word(byte[] bytes, int from, int to) {
    int at = from;
    boolean divided = false;
    while (at < to && isPart(bytes[at])) {
      divided |= bytes[at] == '.' || bytes[at] == ':';
      at++;
    }
    return divided ? at : from;
  }

  private static boolean isPart(byte value) {
    byte lower = (byte) (value | 0x20);
    return Ascii.isDigit(value)
        || value == '.'
        || value == ':'
        || value == '['
        || value == ']'
        || (lower >= 'a' && lower <= 'f');
  }

  /**
   * Where the address ends that ends at {@code to}, perhaps with a port: {@code 192.0.2.7:4711}.
   */
  static int end(byte[] bytes, int from, int to) {
    int port = to;
    while (port > from && Ascii.isDigit(bytes[port - 1])) {
      port--;
    }
    int colon = port - 1;
    return port < to
            && colon > from
            && bytes[colon] == ':'
            && (bytes[colon - 1] == ']' || Ascii.indexOf(bytes, from, colon, ':') < 0)
        ? colon
        : to;
  }
}
