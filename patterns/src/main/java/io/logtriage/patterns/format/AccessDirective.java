package io.logtriage.patterns.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An access format as the server's configuration gives it: nginx's {@code log_format}, whole or
 * only its text, or gunicorn's {@code access_log_format}.
 *
 * @param dataset whose format it is
 * @param text the format itself, without quotes
 * @param literals what stands before each variable, and behind the last one
 * @param variables in order, one less than the literals
 */
record AccessDirective(
    LineFormat dataset, String text, List<String> literals, List<Variable> variables) {
  private static final Pattern NGINX =
      Pattern.compile("\\s*log_format\\s+([\\w.-]+)(?:\\s+escape=(\\S*))?\\s+(?=['\"])");
  private static final Pattern GUNICORN =
      Pattern.compile("\\s*(?:access_log_format\\s*=\\s*|--access-logformat[\\s=]+)\\(?\\s*[rR]?");
  private static final Pattern NGINX_NAME = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
  private static final Pattern GUNICORN_NAME = Pattern.compile("%\\(([^)]+)\\)[-0-9.]*[a-zA-Z]");

  /** A variable and where it stands in what was given. */
  record Variable(String name, AccessValue value, int position) {}

  AccessDirective {
    literals = List.copyOf(literals);
    variables = List.copyOf(variables);
  }

  /**
   * Reads a directive.
   *
   * @throws AccessFormatException saying where it is wrong and what to do
   */
  static AccessDirective parse(String given) {
    Matcher nginx = NGINX.matcher(given);
    if (nginx.lookingAt()) {
      return nginx(DirectiveText.quoted(given, nginx.end(), "", ";"));
    }
    if (given.stripLeading().startsWith("log_format")) {
      throw new AccessFormatException(
          given.indexOf("log_format"),
          "expected log_format NAME [escape=json] 'FORMAT'; give the directive whole,"
              + " with its quotes, or only the format");
    }
    Matcher gunicorn = GUNICORN.matcher(given);
    boolean assigned = gunicorn.lookingAt();
    DirectiveText text =
        assigned
            ? DirectiveText.quoted(given, gunicorn.end(), "+\\rR", ")")
            : isQuoted(given) ? DirectiveText.quoted(given, 0, "", ";") : DirectiveText.raw(given);
    boolean python = assigned || GUNICORN_NAME.matcher(text.text()).find();
    return python ? gunicorn(text) : nginx(text);
  }

  /** A format may begin with a quote itself, as {@code "$request" $status} does. */
  private static boolean isQuoted(String given) {
    String text = given.strip();
    String inner = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    if (inner.length() < 2 || inner.charAt(0) != inner.charAt(inner.length() - 1)) {
      return false;
    }
    return inner.charAt(0) == '\''
        || (inner.charAt(0) == '"' && inner.indexOf('"', 1) == inner.length() - 1);
  }

  private static AccessDirective nginx(DirectiveText text) {
    Builder builder = new Builder(text, LineFormat.NGINX_ACCESS);
    Matcher variable = NGINX_NAME.matcher(text.text());
    String format = text.text();
    while (builder.next(format.indexOf('$', builder.at))) {
      if (!variable.find(builder.at) || variable.start() != builder.at) {
        throw builder.wrong("a $ without a variable's name; write $name or ${name}");
      }
      String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
      builder.add(name, AccessVariables.nginx(name), variable.end());
    }
    return builder.build("$status");
  }

  private static AccessDirective gunicorn(DirectiveText text) {
    Builder builder = new Builder(text, LineFormat.GUNICORN_ACCESS);
    Matcher variable = GUNICORN_NAME.matcher(text.text());
    String format = text.text();
    while (builder.next(format.indexOf('%', builder.at))) {
      if (format.startsWith("%%", builder.at)) {
        builder.literal.append('%');
        builder.at += 2;
        continue;
      }
      if (!variable.find(builder.at) || variable.start() != builder.at) {
        throw builder.wrong("a % without an atom; write %(name)s, or %% for the sign itself");
      }
      AccessValue value = AccessVariables.gunicorn(variable.group(1));
      if (value == null) {
        throw builder.wrong(
            "gunicorn has no atom '"
                + variable.group(1)
                + "'; it knows "
                + AccessVariables.gunicornNames());
      }
      builder.add(variable.group(1), value, variable.end());
    }
    return builder.build("%(s)s");
  }

  private static final class Builder {
    private static final int MOST = 100;

    private final DirectiveText text;
    private final LineFormat dataset;
    private final List<String> literals = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    Builder(DirectiveText text, LineFormat dataset) {
      this.text = text;
      this.dataset = dataset;
    }

    /** Takes the text before the next variable, or all that is left. */
    boolean next(int sign) {
      int end = sign < 0 ? text.text().length() : sign;
      literal.append(text.text(), at, end);
      at = end;
      return sign >= 0;
    }

    AccessFormatException wrong(String problem) {
      return new AccessFormatException(text.position(at), problem);
    }

    void add(String name, AccessValue value, int end) {
      Variable before = variables.isEmpty() ? null : variables.get(variables.size() - 1);
      if (variables.size() == MOST) {
        throw wrong("more than " + MOST + " variables");
      }
      if (before != null && literal.length() == 0 && !isTold(before, value)) {
        join(before, name, value);
      } else {
        literals.add(literal.toString());
        literal.setLength(0);
        variables.add(new Variable(name, value, text.position(at)));
      }
      at = end;
    }

    /** Where a path begins is seen, and so is where a bracketed time or pid ends. */
    private static boolean isTold(Variable before, AccessValue value) {
      return value == AccessValue.TARGET || before.value().isTime();
    }

    /** Two values that nothing separates are one to us, unless we need one of them. */
    private void join(Variable before, String name, AccessValue value) {
      if (!before.value().isIgnored() || !value.isIgnored()) {
        throw wrong(
            before.name()
                + " and "
                + name
                + " stand next to each other, so nobody can tell where one ends;"
                + " put a blank or another sign between them");
      }
      boolean list = before.value().isList() || value.isList();
      variables.set(
          variables.size() - 1,
          new Variable(
              before.name() + name,
              list ? AccessValue.IGNORED_LIST : AccessValue.IGNORED,
              before.position()));
    }

    AccessDirective build(String status) {
      if (variables.isEmpty()) {
        throw new AccessFormatException(
            0,
            "no variable; expected nginx's log_format ($remote_addr ... $status) or gunicorn's"
                + " access_log_format (%(h)s ... %(s)s)");
      }
      if (find(AccessValue.STATUS) == null) {
        throw wrong("the format does not log the status; add " + status + " to it");
      }
      if (find(AccessValue.CLIENT) == null) {
        Variable forwarded = find(AccessValue.FORWARDED);
        if (forwarded != null) {
          variables.set(
              variables.indexOf(forwarded),
              new Variable(forwarded.name(), AccessValue.CLIENT, forwarded.position()));
        }
      }
      literals.add(literal.toString());
      return new AccessDirective(dataset, text.text(), literals, variables);
    }

    private @Nullable Variable find(AccessValue value) {
      return variables.stream().filter(one -> one.value() == value).findFirst().orElse(null);
    }
  }
}
