package io.logtriage.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.logtriage.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of lines that strangers wrote to do harm, opened in a real browser. */
class BrowserTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  /** Each tries to run, to load, to break out of its place, or to turn the text around. */
  private static List<String> hostile(String url) {
    return List.of(
        "<script>document.title='TAKEN'</script>",
        "</pre></article></main><script src='" + url + "/a.js'></script>",
        "<img src='" + url + "/b.png' onerror=\"document.title='TAKEN'\">",
        "</title></style><style>body{display:none;background:url(" + url + "/c.png)}</style>",
        "<iframe src='" + url + "/d.html'></iframe><object data='" + url + "/e'></object>",
        "<svg onload=\"document.title='TAKEN'\"><use href='" + url + "/f.svg#x'/></svg>",
        "<meta http-equiv=refresh content='0;url=" + url + "/g'><base href='" + url + "/'>",
        "<link rel=prefetch href='" + url + "/h'><link rel=stylesheet href='" + url + "/i.css'>",
        "\" autofocus onfocus=\"document.title='TAKEN'\" x=\"",
        "' onmouseover='document.title=1' <!-- ]]> --> <![CDATA[ &lt;b&gt; &#x3c;script&#x3e;",
        "\u202etxt.exe \u2066 \u001b[2J \u0007 \u0085 \ufeff \ud83d\ude08 </SCRIPT",
        "<form action='" + url + "/j'><button autofocus>Log in</button></form>");
  }

  @Test
  void nothingOfTheLinesRunsLoadsOrShowsAsAnythingButText() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      List<String> lines = hostile("http://127.0.0.1:" + server.getAddress().getPort());
      String page = shown(report(lines));

      assertThat(asked).isEmpty();
      assertThat(page)
          .contains("<title>Post-mortem: ", "<svg ", "Root causes", "Not understood")
          .contains("&lt;script&gt;document.title='TAKEN'&lt;/script&gt;")
          .doesNotContainIgnoringCase("<title>TAKEN", "<script", "<img", "<iframe", "<object")
          .doesNotContainIgnoringCase("<meta http-equiv=\"refresh", "<base", "<link", "<form")
          .doesNotContainIgnoringCase("<button", "<use", "<!--")
          .doesNotContain("\u202e", "\u2066", "\u001b");
      assertThat(page.split("<style", -1)).hasSize(2);
    } finally {
      server.stop(0);
    }
  }

  /** One known symptom and one unknown error of each line. */
  private Path report(List<String> hostile) throws Exception {
    Path log = folder.resolve("<b>app<b>.log");
    Stream<String> known =
        hostile.stream()
            .map(text -> "2026-03-01 09:30:00,000 ERROR in db: database is locked " + text);
    Stream<String> unknown =
        hostile.stream().map(text -> "2026-03-01 09:40:00,000 CRITICAL in shop: seen " + text);
    Files.write(log, Stream.concat(known, unknown).toList());
    Path page = folder.resolve("report.html");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] command = {
      "report",
      "--deployment=<script>document.title='TAKEN'</script>",
      "--html=" + page,
      log.toString()
    };
    assertThat(Main.run(command, InputStream.nullInputStream(), out, out))
        .as(said.toString(StandardCharsets.UTF_8))
        .isZero();
    return page;
  }

  /** The page as the browser holds it after loading, without a word of complaint. */
  private String shown(Path page) throws Exception {
    Path dom = folder.resolve("dom.txt");
    Tool.CHROMIUM.run(
        dom,
        PATIENCE,
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--user-data-dir=" + folder.resolve("profile"),
            "--enable-logging=stderr",
            "--dump-dom",
            page.toUri().toString()));
    String said = Files.readString(dom);
    assertThat(said).doesNotContain("Refused to", "Content Security Policy directive");
    return said.substring(said.indexOf("<html"));
  }
}
