package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

  @TempDir Path folder;

  @Test
  void anEmptyFolderIsFormattedOnceAndOursFromThenOn() throws IOException {
    Storage storage = new Storage(folder);
    storage.prepare();
    String meta = Files.readString(folder.resolve("meta.properties"));

    storage.prepare();

    assertThat(folder.resolve("meta.properties")).hasContent(meta);
    assertThat(meta).contains("cluster.id=" + Storage.CLUSTER);
  }

  @Test
  void aFolderOfAnotherClusterIsRefused() throws IOException {
    meta("version=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=1\n");

    assertRefused("belongs to cluster AAAAAAAAAAAAAAAAAAAAAA");
  }

  @Test
  void aFolderOfAnotherNodeIsRefused() throws IOException {
    meta("version=1\ncluster.id=" + Storage.CLUSTER + "\nnode.id=7\n");

    assertRefused("belongs to node");
  }

  @Test
  void aDamagedMetaFileIsRefused() throws IOException {
    meta("\u0000\u0001 not properties of a broker");

    assertRefused("damaged");
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "do not overwrite");

    assertRefused("it is not a broker's");
  }

  private void meta(String text) throws IOException {
    Files.writeString(folder.resolve("meta.properties"), text);
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(new Storage(folder)::prepare)
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(reason);
  }
}
