package io.logtriage.app;

/** A symptom file as a user writes it. */
final class OwnSymptom {
  static final String SERVED =
      """
      id: served
      title: A table was not served
      section: "6"
      severity: low
      category: [process]
      patterns:
        - grok: "%{MESSAGE}cannot serve table %{INT:table.number}"
          level: error
      group: []
      quiet: 5m
      reopen: 10m
      remedy:
        checks: ["look into the kitchen"]
        fixes: ["serve the table"]
        verify: ["ask the guests"]
      examples:
        match:
          - text: "2026-03-02 09:00:00,000 ERROR in shop: cannot serve table 3"
            fields: {table.number: "3"}
        no_match: ["2026-03-02 09:00:00,000 INFO in shop: table 3 is served"]
        near_miss: ["2026-03-02 09:00:00,000 ERROR in shop: cannot serve tables"]
        timed:
          - name: one finding opens
            steps:
              - {at: 0s, line: "2026-03-02 09:00:00,000 ERROR in shop: cannot serve table 3"}
              - {at: 6m}
            expect: [open 0s, resolved 300s]
      """;

  private OwnSymptom() {}
}
