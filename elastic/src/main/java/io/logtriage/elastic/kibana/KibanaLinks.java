package io.logtriage.elastic.kibana;

import io.logtriage.elastic.IndexNames;
import java.time.Duration;
import java.time.Instant;

/** Addresses of the dashboards. */
public final class KibanaLinks {
  private static final String INCIDENTS = "logtriage-incidents-dashboard";
  private static final String AROUND_AN_INCIDENT = "logtriage-around-an-incident";
  private static final String DASHBOARDS = "/app/dashboards#/view/";

  /** As long as incidents are kept by default. */
  private static final String ANY_TIME = "from:now-400d,to:now";

  private static final Duration AROUND = Duration.ofMinutes(5);

  private final KibanaSettings kibana;
  private final ObjectNames names;

  public KibanaLinks(KibanaSettings kibana, IndexNames indices) {
    this.kibana = kibana;
    this.names = new ObjectNames(indices, kibana.space());
  }

  /** The dashboard of all incidents. */
  public String incidents() {
    return kibana.base() + DASHBOARDS + names.id(INCIDENTS);
  }

  /**
   * The lines of one incident, from five minutes before it was seen first to five minutes after it
   * was seen last; without the query on its id, all that was tagged then.
   *
   * @param id hexadecimal digits
   */
  public String incident(String id, Instant firstSeen, Instant lastSeen) {
    return incident(id, firstSeen.minus(AROUND).toString(), lastSeen.plus(AROUND).toString());
  }

  /**
   * The same, of times that are ready; any of the three may as well be a mark to put them in later.
   *
   * @param from a time in ISO 8601, or {@code now-1h} and the like
   */
  public String incident(String id, String from, String to) {
    String range = "from:'" + from + "',to:'" + to + "'";
    // Chats end a link at a quote.
    return (kibana.base() + DASHBOARDS + view(names, range, id)).replace("'", "%27");
  }

  /**
   * The same in a form that Kibana makes a link of wherever it shows an id; begins with {@code ../}
   * because only that is resolved within the space and path that Kibana is reached by.
   */
  static String template(ObjectNames names) {
    return ".." + DASHBOARDS + view(names, ANY_TIME, "{{value}}");
  }

  private static String view(ObjectNames names, String range, String id) {
    return names.id(AROUND_AN_INCIDENT)
        + "?_g=(time:("
        + range
        + "))&_a=(query:(language:kuery,query:'incident.id:"
        + id
        + "'))";
  }
}
