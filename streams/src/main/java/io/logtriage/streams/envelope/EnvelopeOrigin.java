package io.logtriage.streams.envelope;

import org.jspecify.annotations.Nullable;

/**
 * What an envelope says about where its line comes from; null is what it does not say.
 *
 * @param host the machine, or the Kubernetes node
 * @param path file, container, unit or program
 * @param deployment what fails together with it
 * @param service the application's name
 */
public record EnvelopeOrigin(
    @Nullable String host,
    @Nullable String path,
    @Nullable String deployment,
    @Nullable String service) {}
