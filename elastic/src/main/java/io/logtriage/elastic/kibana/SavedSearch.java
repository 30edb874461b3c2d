package io.logtriage.elastic.kibana;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of documents in Discover.
 *
 * @param view id of its data view
 * @param query KQL
 * @param columns null for those of the view
 * @param sort by time: asc, or desc when null
 */
record SavedSearch(
    String id,
    String title,
    String view,
    String query,
    @Nullable List<String> columns,
    @Nullable String sort) {}
