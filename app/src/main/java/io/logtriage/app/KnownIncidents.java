package io.logtriage.app;

import java.util.LinkedHashMap;
import java.util.Map;

/** The incidents last heard of, so that a subscriber of months does not keep all that ever were. */
final class KnownIncidents extends LinkedHashMap<String, IncidentView> {
  private static final long serialVersionUID = 1;
  private static final int MOST = 10_000;

  KnownIncidents() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, IncidentView> eldest) {
    return size() > MOST;
  }
}
