package io.logtriage.app;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/** Gives the console to commands whose constructor asks for it. */
final class ConsoleFactory implements CommandLine.IFactory {
  private final Console console;

  ConsoleFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Console.class) {
        try {
          return type.cast(constructor.newInstance(console));
        } catch (InvocationTargetException failed) {
          throw new IllegalStateException("cannot create " + type, failed.getCause());
        }
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
