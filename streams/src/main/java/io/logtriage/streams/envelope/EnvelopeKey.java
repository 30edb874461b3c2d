package io.logtriage.streams.envelope;

/**
 * What the keys of envelopes mean, by their paths with dots, the ones that say most first.
 *
 * <p>From the shippers' documentation: Filebeat exported fields (ECS), Fluent Bit's and Fluentd's
 * Kubernetes filters, Vector's sources, rsyslog's properties and {@code jsonmesg}, syslog-ng's
 * macros, systemd's journal fields, Promtail's and Grafana Agent's labels, OpenTelemetry's resource
 * conventions.
 */
enum EnvelopeKey {
  TEXT("message", "log", "MESSAGE", "msg", "line", "entry", "short_message"),
  TIME(
      "@timestamp",
      "timestamp",
      "time",
      "ts",
      "timereported",
      "timegenerated",
      "ISODATE",
      "_SOURCE_REALTIME_TIMESTAMP",
      "__REALTIME_TIMESTAMP",
      "date"),
  HOST(
      "host.name",
      "host.hostname",
      "kubernetes.node.name",
      "kubernetes.host",
      "kubernetes.pod_node_name",
      "k8s.node.name",
      "host",
      "hostname",
      "HOST",
      "_HOSTNAME",
      "beat.hostname",
      "agent.hostname",
      "agent.name",
      "labels.host",
      "labels.hostname",
      "labels.node_name",
      "labels.instance",
      "fromhost"),
  FILE(
      "log.file.path",
      "file",
      "filename",
      "filepath",
      "file_path",
      "tailed_path",
      "FILE_NAME",
      "labels.filename",
      "metadata.filename",
      "$!.metadata.filename",
      "source"),
  NAMESPACE(
      "kubernetes.namespace",
      "kubernetes.namespace_name",
      "kubernetes.pod_namespace",
      "k8s.namespace.name",
      "labels.namespace"),
  POD("kubernetes.pod.name", "kubernetes.pod_name", "k8s.pod.name", "labels.pod"),
  CONTAINER(
      "kubernetes.container.name",
      "kubernetes.container_name",
      "k8s.container.name",
      "container.name",
      "docker.container.name",
      "container_name",
      "CONTAINER_NAME",
      "labels.container",
      "labels.container_name",
      "container.id",
      "container_id",
      "docker.container_id",
      "docker.container.id"),
  UNIT("systemd.unit", "_SYSTEMD_UNIT", "labels.unit", "labels.systemd_unit"),
  PROGRAM(
      "programname",
      "PROGRAM",
      "SYSLOG_IDENTIFIER",
      "syslog.appname",
      "log.syslog.appname",
      "appname",
      "syslogtag",
      "ident"),
  PROCESS("procid", "PID", "_PID", "SYSLOG_PID", "pid"),
  PROJECT(
      "container.labels.com_docker_compose_project",
      "container.labels.com.docker.compose.project",
      "docker.container.labels.com_docker_compose_project",
      "docker.container.labels.com.docker.compose.project",
      "label.com.docker.compose.project",
      "labels.com_docker_compose_project",
      "labels.compose_project"),
  PROJECT_SERVICE(
      "container.labels.com_docker_compose_service",
      "container.labels.com.docker.compose.service",
      "docker.container.labels.com_docker_compose_service",
      "docker.container.labels.com.docker.compose.service",
      "label.com.docker.compose.service",
      "labels.com_docker_compose_service",
      "labels.compose_service"),
  APP(
      "kubernetes.labels.app_kubernetes_io/name",
      "kubernetes.labels.app.kubernetes.io/name",
      "kubernetes.pod_labels.app.kubernetes.io/name",
      "kubernetes.labels.app",
      "kubernetes.pod_labels.app",
      "kubernetes.labels.k8s-app",
      "kubernetes.pod_labels.k8s-app",
      "k8s.deployment.name",
      "k8s.statefulset.name",
      "k8s.daemonset.name",
      "labels.app"),
  DEPLOYMENT("fields.deployment", "labels.deployment", "deployment"),
  SERVICE(
      "service.name",
      "fields.service",
      "labels.service",
      "labels.service_name",
      "service",
      "labels.job"),
  /** Only a shipper writes these. */
  SHIPPER(
      "agent.type",
      "agent.ephemeral_id",
      "agent.id",
      "beat.name",
      "beat.version",
      "@metadata.beat",
      "source_type",
      "syslogfacility",
      "syslogtag",
      "programname",
      "rawmsg",
      "inputname",
      "FACILITY",
      "PRIORITY",
      "SOURCE",
      "__CURSOR",
      "_BOOT_ID",
      "_TRANSPORT",
      "k8s.pod.uid",
      "kubernetes.pod_id",
      "kubernetes.docker_id",
      "kubernetes.pod.uid",
      "kubernetes.pod_uid"),
  /** Shippers write these, but applications may. */
  HINT("stream", "logtag", "_p", "tag", "facility", "input.type", "offset", "@version", "version"),
  /** An application's logger writes these: then the object is its own, not an envelope. */
  APPLICATION(
      "level",
      "levelname",
      "log.level",
      "lvl",
      "severity",
      "logger",
      "logger_name",
      "log.logger",
      "name",
      "status",
      "request",
      "exc_info",
      "exception",
      "traceback",
      "stack_trace",
      "error",
      "error.message",
      "lineno",
      "pathname",
      "funcName");

  // Written once and never handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] paths;

  EnvelopeKey(String... paths) {
    this.paths = paths;
  }

  int size() {
    return paths.length;
  }

  String path(int rank) {
    return paths[rank];
  }
}
