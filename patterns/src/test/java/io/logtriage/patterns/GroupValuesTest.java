package io.logtriage.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url.path       | /cart/77                                   | /cart/#
          url.path       | /cart/77?item=3                            | /cart/#
          url.path       | /api/v1/users                              | /api/v1/users
          url.path       | /s/app.3f2a9c01.css                        | /s/app.#.css
          url.path       | /o/7b0e2f7a-1c2d-4e5f-8a9b-0c1d2e3f4a5b/x  | /o/#/x
          file.path      | /srv/shop/data.sqlite3                     | /srv/shop/data.sqlite3
          file.path      | /tmp/upload-20261122-1517.part             | /tmp/upload-#-#.part
          error.message  | no row 4711 in table users                 | no row # in table users
          error.message  | object at 0x7f3a2b1c4d5e                   | object at #
          error.message  | cafe and facade are words                  | cafe and facade are words
          server.address | 0.0.0.0:8000                               | 0.0.0.0:8000
          server.port    | 8191                                       | 8191
          error.type     | sqlite3.OperationalError                   | sqlite3.OperationalError
          error.code     | 13                                         | 13
          """)
  void keepsWhatNamesAndDropsWhatCounts(String field, String value, String expected) {
    assertThat(GroupValues.normalise(field, value)).isEqualTo(expected);
  }

  @Test
  void valuesAreBounded() {
    assertThat(GroupValues.normalise("error.message", "x".repeat(10_000)))
        .hasSize(200)
        .endsWith("...");
  }
}
