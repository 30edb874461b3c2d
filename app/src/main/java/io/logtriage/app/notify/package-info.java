/**
 * Telling others of incidents over HTTP: {@link io.logtriage.app.notify.Notifier} reads the topic
 * and tells one {@link io.logtriage.app.notify.Receiver}, once per opening and once per end.
 */
@NullMarked
package io.logtriage.app.notify;

import org.jspecify.annotations.NullMarked;
