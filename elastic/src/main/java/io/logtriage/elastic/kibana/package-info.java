/**
 * What Kibana shows of incidents: {@link io.logtriage.elastic.kibana.KibanaSetup} imports data
 * views, saved searches and dashboards, {@link io.logtriage.elastic.kibana.KibanaLinks} leads to
 * them.
 *
 * <p>Their sources are the YAML files beside the resources of this package; {@code SavedObjects}
 * makes of them what Kibana's own export would hold.
 */
@NullMarked
package io.logtriage.elastic.kibana;

import org.jspecify.annotations.NullMarked;
