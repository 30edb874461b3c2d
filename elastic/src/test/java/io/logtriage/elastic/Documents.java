package io.logtriage.elastic;

/** Documents in the shape in which the topology writes them. */
final class Documents {
  private Documents() {}

  static String incident(String id, String symptom, String deployment, String message) {
    return incident(id, symptom, deployment, message, "2026-11-22T10:00:00.000Z", 1);
  }

  static String incident(
      String id, String symptom, String deployment, String message, String seen, long count) {
    return """
        {"@timestamp":"%5$s","event":{"kind":"alert","category":["process"],"severity":7,\
        "dataset":"gunicorn.error","start":"%5$s","end":null},\
        "rule":{"id":"%2$s","name":"Title of %2$s","reference":"Guide 1.2"},\
        "host":{"name":"web-1"},"service":{"name":"shop"},"labels":{"deployment":"%3$s"},\
        "message":"%4$s","tags":["%2$s","guide-1.2"],"process":{"pid":4711},\
        "client":{"ip":"192.0.2.7"},\
        "incident":{"id":"%1$s","revision":1,"status":"open","symptom":"%2$s","section":"1.2",\
        "severity":"critical","opened":"%5$s","count":%6$d,"first_seen":"%5$s","last_seen":"%5$s",\
        "resolved_at":null,"resolved_by":null,"merged_into":null,\
        "group":{"service.name":"shop","worker":"sync"},"fields":{"queue":"mails"},\
        "cause":{"id":"c-1","symptom":"disk-full"},"effects":["e-1"],"effects_count":1,\
        "samples":[{"@timestamp":"%5$s","message":"sample of %4$s",\
        "log.file.path":"/var/log/shop.log","log.offset":17}],\
        "remedy":{"checks":["look"],"fixes":["repair"],"verify":["look again"]},\
        "catalogue":"abc"}}"""
        .formatted(id, symptom, deployment, message, seen, count);
  }

  static String tagged(String message) {
    return """
        {"@timestamp":"2026-11-22T10:00:00.000Z","event":{"id":"x","kind":"event",\
        "category":["process"],"severity":7,"dataset":"nginx.access"},"rule":{"id":"bad-gateway",\
        "name":"n","reference":"r"},"host":{"name":"web-1"},"service":{"name":"shop"},\
        "labels":{"deployment":"shop"},"message":"%s","tags":["bad-gateway"],\
        "log":{"file":{"path":"/var/log/nginx/access.log"},"offset":5},\
        "http":{"response":{"status_code":502}},"url":{"original":"/cart"},\
        "incident":{"id":"i-1","fields":{"upstream":"app:8000"}}}"""
        .formatted(message);
  }
}
