package io.logtriage.app;

import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.embedded.EmbeddedStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker and one Elasticsearch for all integration tests, started by the first that asks,
 * closed after the last. Tests keep apart by prefix.
 */
public final class SharedStack implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedStack.class;
  }

  @Override
  public EmbeddedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            "stack",
            key ->
                new EmbeddedStack(
                        EmbeddedKafka.Options.defaults(), EmbeddedElasticsearch.Options.defaults())
                    .start(progress -> {}),
            EmbeddedStack.class);
  }
}
