package io.logtriage.patterns.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathPatternTest {

  @Test
  void capturesNames() {
    assertThat(match("{deployment}/{host}/**", "shop/web-1/nginx/error.log"))
        .isEqualTo(new PathPattern.Captured("shop", "web-1", null));
    assertThat(match("**/{service}-*.log", "a/b/cart-error.log"))
        .isEqualTo(new PathPattern.Captured(null, null, "cart"));
    assertThat(match("{host}.log", "web-1.log"))
        .isEqualTo(new PathPattern.Captured(null, "web-1", null));
  }

  @Test
  void otherPathsDoNotMatch() {
    assertThat(PathPattern.parse("{deployment}/{host}/**").match(Path.of("error.log"))).isEmpty();
    assertThat(PathPattern.parse("a.c").match(Path.of("abc"))).isEmpty();
  }

  @Test
  void unknownOrRepeatedNameIsRefused() {
    assertThatThrownBy(() -> PathPattern.parse("{team}/**"))
        .hasMessage(
            "path pattern '{team}/**': expected {deployment}, {host} and {service}, each at most"
                + " once, found {team}");
    assertThatThrownBy(() -> PathPattern.parse("{host}/{host}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void openBraceIsRefused() {
    assertThatThrownBy(() -> PathPattern.parse("{host/**"))
        .hasMessage("path pattern '{host/**': expected a } after the { of a name");
  }

  private static PathPattern.Captured match(String pattern, String path) {
    return PathPattern.parse(pattern).match(Path.of(path)).orElseThrow();
  }
}
