package io.millrace.workbench.rejected;

import io.millrace.events.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** One rejection in plain lines. */
record RejectedDescription(Rejected rejected) {

  List<String> lines() {
    Rejection rejection = rejected.rejection();
    List<String> lines = new ArrayList<>();
    lines.add("rejected-events " + rejected.place() + ", " + rejected.at());
    lines.add("  from    " + rejected.origin());
    lines.add("  stage   " + rejection.stage());
    lines.add("  reason  " + rejection.reason());
    rejected.model().ifPresent(model -> lines.add("  model   " + model));
    lines.add("  key     " + key(rejection));
    headers(rejection, lines);
    value(rejection, lines);
    return lines;
  }

  private static String key(Rejection rejection) {
    String key = rejection.key() == null ? "none" : Readable.inline(rejection.key());
    return rejection.keyTruncated() == null
        ? key
        : key + ", the start of " + rejection.keyTruncated() + " bytes";
  }

  private static void headers(Rejection rejection, List<String> lines) {
    for (Header header : rejection.original()) {
      String value = header.value() == null ? "none" : Readable.inline(header.value());
      lines.add("  header  " + header.key() + ": " + value);
    }
  }

  private static void value(Rejection rejection, List<String> lines) {
    byte[] value = rejection.value();
    if (value == null) {
      lines.add("  value   none");
      return;
    }
    String whole =
        rejection.truncated() == null
            ? ""
            : ", the first of " + rejection.truncated() + "; the rest is with the record itself";
    lines.add("  value   " + value.length + " bytes" + whole);
    lines.add("");
    lines.addAll(Readable.lines(value));
  }
}
