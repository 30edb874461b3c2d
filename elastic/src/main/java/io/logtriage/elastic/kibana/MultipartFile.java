package io.logtriage.elastic.kibana;

import java.util.UUID;

/** One file as a form of a browser sends it (RFC 7578), which is the only form Kibana takes. */
record MultipartFile(String boundary, String body) {

  /**
   * @param name Kibana looks at its extension
   */
  static MultipartFile of(String name, String type, String content) {
    String boundary = "logtriage-" + UUID.randomUUID();
    String text =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: "
            + type
            + "\r\n\r\n"
            + content
            + "\r\n--"
            + boundary
            + "--\r\n";
    return new MultipartFile(boundary, text);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }
}
