package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RaisedTest {
  private static final String IN_LIBRARY =
      """
      Traceback (most recent call last):
        File "/srv/shop/views.py", line 3, in show
          rows = query(name)
        File "/srv/shop/views.py", line 30, in <listcomp>
          return [row for row in db.execute(sql)]
        File "/srv/venv/lib/python3.12/site-packages/sqlalchemy/engine.py", line 900, in execute
          self.cursor.execute(sql)
        File "<frozen importlib._bootstrap>", line 1204, in _gcd_import
      sqlalchemy.exc.OperationalError: no such table
      """;

  private static final String STRIPPED =
      """
      Traceback (most recent call last):
      File "/srv/shop/cart.py", line 8, in add
      return
      total = add(1)
      ^^^^^^
      [Previous line repeated 2 more times]
      ValueError: no
      """;

  private static final String CHAIN =
      """
      Traceback (most recent call last):
        File "/srv/shop/prices.py", line 3, in price
      KeyError: 'tea'

      During handling of the above exception, another exception occurred:

      Traceback (most recent call last):
        File "/usr/lib/python3/dist-packages/flask/app.py", line 3, in run
      RuntimeError: end
      """;

  private static final String WINDOWS =
      """
      Traceback (most recent call last):
        File "C:\\app\\shop\\cart.py", line 8, in add
      OSError: x
      """;

  private static final String SYNTAX =
      """
      Traceback (most recent call last):
        File "/srv/shop/cart.py", line 8
          if x
              ^
      SyntaxError: x
      """;

  @ParameterizedTest
  @MethodSource("tracebacks")
  void tellsTheExceptionAndTheInnermostPlaceInTheApplication(
      String text, String type, String frame) {
    byte[] bytes = text.getBytes(UTF_8);
    Raised raised = Raised.last(bytes, 0, bytes.length);

    assertThat(raised).isNotNull();
    assertThat(raised.type()).isEqualTo(type);
    assertThat(raised.frame()).isEqualTo(frame);
  }

  static Stream<Arguments> tracebacks() {
    return Stream.of(
        Arguments.of(IN_LIBRARY, "sqlalchemy.exc.OperationalError", "shop/views.py:show"),
        Arguments.of(STRIPPED, "ValueError", "shop/cart.py:add"),
        Arguments.of(CHAIN, "RuntimeError", null),
        Arguments.of(WINDOWS, "OSError", "shop/cart.py:add"),
        Arguments.of(WINDOWS.replace("\n", "\r\n"), "OSError", "shop/cart.py:add"),
        Arguments.of(SYNTAX, "SyntaxError", "shop/cart.py"));
  }

  @Property(tries = 500)
  void anyBytesAreRead(@ForAll byte[] bytes) {
    byte[] all =
        ("Traceback (most recent call last):\n  File \"" + new String(bytes, UTF_8) + "\nE: x")
            .getBytes(UTF_8);

    assertThatCode(() -> Raised.last(all, 0, all.length)).doesNotThrowAnyException();
    assertThatCode(() -> Raised.last(bytes, 0, bytes.length)).doesNotThrowAnyException();
  }
}
