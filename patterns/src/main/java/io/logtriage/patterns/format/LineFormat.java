package io.logtriage.patterns.format;

/** The line formats that we read; {@link #dataset()} is what stands in {@code event.dataset}. */
public enum LineFormat {
  GUNICORN_ERROR("gunicorn.error"),
  GUNICORN_ACCESS("gunicorn.access"),
  NGINX_ERROR("nginx.error"),
  NGINX_ACCESS("nginx.access"),
  PYTHON("python.log"),
  TEXT("text");

  private final String dataset;

  LineFormat(String dataset) {
    this.dataset = dataset;
  }

  public String dataset() {
    return dataset;
  }

  /** Whether a line of this format reports one HTTP request; its text is written by strangers. */
  public boolean isAccess() {
    return this == GUNICORN_ACCESS || this == NGINX_ACCESS;
  }
}
