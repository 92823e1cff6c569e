package io.millrace.ingest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps the note of the file that is being read, replaced as a whole. One that cannot be read
 * counts as none: then the file is read from its start, which de-duplication makes harmless.
 */
record FolderNotes(Path file) {

  private static final Logger LOG = Logger.getLogger(FolderNotes.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  Optional<FolderNote> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), FolderNote.class));
    } catch (JsonProcessingException broken) {
      LOG.warnf("%s is no note of a position; the file that it was of is read again", file);
      delete();
      return Optional.empty();
    }
  }

  void write(FolderNote note) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, MAPPER.writeValueAsBytes(note));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
