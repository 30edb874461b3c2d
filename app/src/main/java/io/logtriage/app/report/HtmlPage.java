package io.logtriage.app.report;

import static io.logtriage.app.report.Escaped.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * One page that needs nothing else: no network, no script. Its content security policy allows its
 * own style sheet, by hash, and nothing more.
 */
final class HtmlPage implements Page {
  private static final String STYLE = style();

  private final StringBuilder out = new StringBuilder();

  @Override
  public void title(String text) {
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src '")
        .append(styleHash())
        .append("'; base-uri 'none'; form-action 'none'\">")
        .append("<meta name=\"referrer\" content=\"no-referrer\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(html(text))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
    element("h1", text);
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(html(text));
    out.append("</").append(name).append('>');
  }

  @Override
  public void section(String title) {
    element("h2", title);
  }

  @Override
  public void begin(String title, String severity) {
    out.append("<article class=\"").append(html(severity)).append("\">");
    element("h3", title);
  }

  @Override
  public void end() {
    out.append("</article>");
  }

  @Override
  public void paragraph(String text) {
    element("p", text);
  }

  @Override
  public void note(String text) {
    out.append("<p class=\"soft\">").append(html(text)).append("</p>");
  }

  @Override
  public void subject(String word, String text) {
    out.append("<p>");
    element("code", word);
    out.append(html(text)).append("</p>");
  }

  @Override
  public void list(String title, List<String> items) {
    out.append("<p><b>").append(html(title)).append("</b></p><ul>");
    items.forEach(item -> element("li", item.strip()));
    out.append("</ul>");
  }

  @Override
  public void table(List<String> columns, List<List<String>> rows) {
    out.append("<div class=\"table\"><table><thead><tr>");
    for (String column : columns) {
      cell("th", column.startsWith("#"), column.replace("#", ""));
    }
    out.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell("td", columns.get(i).startsWith("#"), row.get(i));
      }
      out.append("</tr>");
    }
    out.append("</tbody></table></div>");
  }

  private void cell(String name, boolean number, String text) {
    out.append('<').append(name).append(number ? " class=\"number\">" : ">").append(html(text));
    out.append("</").append(name).append('>');
  }

  @Override
  public void lines(String path, String text) {
    if (!path.isEmpty()) {
      out.append("<p class=\"path\">").append(html(path)).append("</p>");
    }
    element("pre", text);
  }

  @Override
  public void file(String name, String content) {
    out.append("<details><summary>Symptom file ");
    element("code", name);
    out.append("</summary><pre>").append(Escaped.entities(content)).append("</pre></details>");
  }

  @Override
  public void folded(String summary, Runnable content) {
    out.append("<details>");
    element("summary", summary);
    content.run();
    out.append("</details>");
  }

  @Override
  public void picture(PostMortem report) {
    String svg = Timeline.svg(report);
    if (!svg.isEmpty()) {
      out.append("<div class=\"picture\" tabindex=\"0\">").append(svg).append("</div>");
      note("Diamonds are root causes, thin bars their effects.");
    }
  }

  @Override
  public String text() {
    return out + "</main></body></html>\n";
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("resource report.css is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource report.css", e);
    }
  }

  private static String styleHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
