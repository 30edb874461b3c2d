package io.logtriage.patterns.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          db is postgres://shop:s3cr%t@db:5432/x          | db is postgres://shop:[redacted]@db:5432/x
          clone https://ghp0123456789abcdefgh@git.example | clone https://[redacted]@git.example
          Authorization: Basic c2hvcDpzZWNyZXQ=           | Authorization: [redacted]
          {'Cookie': 'session=abc; b=c', 'Host': 'x'}     | {'Cookie': '[redacted]', 'Host': 'x'}
          curl -H "authorization: Bearer abc" http://x    | curl -H "authorization: [redacted]" http://x
          Authorization: c2VjcmV0                         | Authorization: [redacted]
          Authorization: Digest username="a", nonce="b"   | Authorization: [redacted]"a", nonce="b"
          authorization: swordfish7 is wrong              | authorization: [redacted] is wrong
          Authorization: Custom 0123456789ab for x        | Authorization: [redacted] for x
          Set-Cookie: id=1; Path=/                        | Set-Cookie: [redacted]
          GET /login?user=joe&password=hunter2&next=/     | GET /login?user=joe&password=[redacted]&next=/
          {"user":"joe","password":"a\\"b","x":1}         | {"user":"joe","password":"[redacted]","x":1}
          {\\"api_key\\": \\"k\\", \\"x\\": 1}            | {\\"api_key\\": \\"[redacted]\\", \\"x\\": 1}
          connect(host='db', passwd='x y', port=1)        | connect(host='db', passwd='[redacted]', port=1)
          SECRET_KEY=abc DEBUG=1                          | SECRET_KEY=[redacted] DEBUG=1
          client_secret: abc, scope: all                  | client_secret: [redacted], scope: all
          login/password: hunter2                         | login/password: [redacted]
          X-Auth-Token: 1234                              | X-Auth-Token: [redacted]
          token: Bearer abcdef                            | token: [redacted]
          sent bearer abcdef0123456789 to x               | sent bearer [redacted] to x
          got eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln, fine   | got [redacted], fine
          using AKIAABCDEFGHIJKLMNOP for s3               | using [redacted] for s3
          -----BEGIN RSA PRIVATE KEY-----MIIabc           | -----BEGIN RSA PRIVATE KEY-----[redacted]
          MIIEpAIBAAKCAQEA7bq0Zk3v1d9c8b7a6F5E4D3C2B1A0mnopqrstuvwxyzAB | [redacted]
          """)
  void takesSecretsOut(String line, String expected) {
    assertThat(redact(line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/srv/start.sh: line 4: /etc/passwd: Permission denied",
        "open /run/secrets/db_password: no such file",
        "GET /a?b=c HTTP/1.1 from http://shop.example/x?y=z@w",
        "ssh://git@git.example/x.git",
        "ModuleNotFoundError: No module named 'secrets'",
        "used 512 tokens: fine, max_tokens=7, tokenizer=fast",
        "user \"joe\": password mismatch",
        "File \"/srv/token.py\", line 3, in run",
        "if password == other:",
        "bearer authentication is required",
        "-----END RSA PRIVATE KEY-----",
        "password=",
        "connection to ('0.0.0.0', 80) failed: [Errno 13] Permission denied",
      })
  void leavesTheRestAlone(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    assertThat(Redactor.redact(bytes, 0, bytes.length)).isNull();
  }

  @Property(tries = 3_000)
  void redactingTwiceChangesNothingMore(@ForAll("lines") List<String> pieces) {
    String once = redact(String.join("", pieces));
    assertThat(redact(once)).isEqualTo(once);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            "://",
            "@",
            ":",
            "=",
            "\"",
            "'",
            "\\\"",
            "\\",
            " ",
            "&",
            "]",
            "[",
            "/",
            "-",
            "_",
            ".",
            "password",
            "Secret",
            "token",
            "s",
            "Authorization",
            "cookie",
            "Bearer ",
            "basic",
            "eyJhbGciOiJub25lIn0",
            "eyJ",
            "AKIAABCDEFGHIJKLMNOP",
            "AKIA",
            "PRIVATE KEY-----",
            "-----END",
            "[redacted]",
            "abc123def456",
            "x",
            "\n",
            ">",
            "=>",
            "\u00e9")
        .list()
        .ofMaxSize(14);
  }

  @Timeout(10)
  @ParameterizedTest
  @ValueSource(strings = {"://", "eyJ", "eyJaaaaaaaaaa.", "password", "token:", "bearer ", "\\\""})
  void hostileRepetitionStaysLinear(String piece) {
    String line = piece.repeat(1_000_000 / piece.length());
    assertThat(redact(line)).isNotNull();
  }

  private static String redact(String line) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    byte[] redacted = Redactor.redact(bytes, 0, bytes.length);
    return redacted == null ? line : new String(redacted, ISO_8859_1);
  }
}
