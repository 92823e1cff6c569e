package io.millrace.workbench.replay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What ingest-service says became of a batch. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Receipt(long accepted, long rejected, List<Refusal> errors) {

  Receipt {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /**
   * One refused event.
   *
   * @param index its place in the batch, from 0
   */
  record Refusal(int index, String field, String reason) {}
}
