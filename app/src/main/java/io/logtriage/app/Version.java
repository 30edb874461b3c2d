package io.logtriage.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "logtriage " + Objects.requireNonNullElse(version, "(not packaged)"),
      "Java " + System.getProperty("java.version")
    };
  }
}
