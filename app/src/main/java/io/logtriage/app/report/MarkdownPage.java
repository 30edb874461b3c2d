package io.logtriage.app.report;

import static io.logtriage.app.report.Escaped.markdown;

import java.util.List;
import java.util.stream.Collectors;

/** Text for a ticket. */
final class MarkdownPage implements Page {
  private final StringBuilder out = new StringBuilder();

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void block(String text) {
    line(text);
    line("");
  }

  @Override
  public void title(String text) {
    block("# " + markdown(text));
  }

  @Override
  public void section(String title) {
    block("## " + markdown(title));
  }

  @Override
  public void begin(String title, String severity) {
    block("### " + markdown(title));
  }

  @Override
  public void end() {}

  @Override
  public void paragraph(String text) {
    block(markdown(text));
  }

  @Override
  public void note(String text) {
    block(markdown(text));
  }

  @Override
  public void subject(String word, String text) {
    block("`" + Escaped.word(word) + "`" + markdown(text));
  }

  @Override
  public void list(String title, List<String> items) {
    block(markdown(title) + ":");
    items.forEach(item -> line("* " + markdown(item.strip())));
    line("");
  }

  @Override
  public void table(List<String> columns, List<List<String>> rows) {
    row(columns.stream().map(column -> column.replace("#", "")).toList());
    line(
        "|"
            + columns.stream()
                .map(c -> c.startsWith("#") ? "---:|" : "---|")
                .collect(Collectors.joining()));
    rows.forEach(this::row);
    line("");
  }

  private void row(List<String> cells) {
    line("| " + cells.stream().map(Escaped::markdown).collect(Collectors.joining(" | ")) + " |");
  }

  @Override
  public void lines(String path, String text) {
    if (!path.isEmpty()) {
      block("In " + markdown(path) + ":");
    }
    block(Escaped.fenced(text, ""));
  }

  @Override
  public void file(String name, String content) {
    block("`" + Escaped.word(name) + "`:");
    block(Escaped.code(content, "yaml"));
  }

  @Override
  public void folded(String summary, Runnable content) {
    block(markdown(summary) + ":");
    content.run();
  }

  @Override
  public String text() {
    return out.toString().stripTrailing() + "\n";
  }
}
