package io.logtriage.app;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGHUP as daemons know it: read the configuration again. Java offers signals in {@code
 * jdk.unsupported} only, whose use the compiler warns of; where that is missing, SIGHUP ends the
 * process as it does without us.
 */
final class HangUp {
  private HangUp() {}

  /** From now on SIGHUP runs this. */
  static void calls(Runnable reload) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calls =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(proxy, method, arguments, reload));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), calls);
    } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
      org.slf4j.LoggerFactory.getLogger(HangUp.class).debug("no SIGHUP here", unsupported);
    }
  }

  private static @org.jspecify.annotations.Nullable Object answer(
      Object proxy,
      Method method,
      Object @org.jspecify.annotations.Nullable [] arguments,
      Runnable reload) {
    return switch (method.getName()) {
      case "handle" -> {
        reload.run();
        yield null;
      }
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "reload on SIGHUP";
    };
  }
}
