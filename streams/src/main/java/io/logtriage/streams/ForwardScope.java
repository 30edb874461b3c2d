package io.logtriage.streams;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;

/**
 * Lets a processor forward while its task commits, as Kafka Streams' own caching stores do: inside
 * the transaction that ends. Outside of {@code process} and punctuation a context does not know
 * whose children are meant. Internal to Kafka, like {@link CommitHook}, and held by the same tests.
 */
final class ForwardScope {
  private final InternalProcessorContext<byte[], byte[]> context;
  private final ProcessorNode<?, ?, ?, ?> node;

  private ForwardScope(
      InternalProcessorContext<byte[], byte[]> context, ProcessorNode<?, ?, ?, ?> node) {
    this.context = context;
    this.node = node;
  }

  /** Called while the processor is initialised. */
  static ForwardScope of(ProcessorContext<byte[], byte[]> context) {
    InternalProcessorContext<byte[], byte[]> internal =
        (InternalProcessorContext<byte[], byte[]>) context;
    return new ForwardScope(internal, internal.currentNode());
  }

  void run(Runnable forwarding) {
    ProcessorNode<?, ?, ?, ?> before = context.currentNode();
    context.setCurrentNode(node);
    try {
      forwarding.run();
    } finally {
      context.setCurrentNode(before);
    }
  }
}
