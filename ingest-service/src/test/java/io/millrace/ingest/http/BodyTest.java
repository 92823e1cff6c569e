package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyTest {

  private static final byte[] TEXT = "one\ntwo\n".getBytes(UTF_8);

  private final AtomicLong now = new AtomicLong();
  private final Body body = new Body(new Body.Limits(100, 10, Duration.ofSeconds(5)), now::get);

  private InputStream open(byte[] bytes, String encoding) throws IOException {
    return body.open(new ByteArrayInputStream(bytes), encoding);
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void whatWasCompressedIsReadAsItWas() throws IOException {
    assertThat(open(gzipped(TEXT), "gzip").readAllBytes()).isEqualTo(TEXT);
    assertThat(open(Zstd.compress(TEXT), " ZSTD").readAllBytes()).isEqualTo(TEXT);
    assertThat(open(TEXT, null).readAllBytes()).isEqualTo(TEXT);
  }

  @Test
  void anUnknownEncodingIsRefusedByItsName() {
    assertThatThrownBy(() -> open(TEXT, "br"))
        .hasMessage("Content-Encoding must be gzip or zstd, is br")
        .extracting(thrown -> ((Unreadable) thrown).status())
        .isEqualTo(415);
  }

  @Test
  void aBombIsNotReadToItsEnd() throws IOException {
    InputStream bomb = open(gzipped(new byte[30_000_000]), "gzip");

    assertThatThrownBy(() -> bomb.transferTo(OutputStream.nullOutputStream()))
        .hasMessageContaining("must grow to at most 100 times its size")
        .extracting(thrown -> ((Unreadable) thrown).status())
        .isEqualTo(413);
  }

  @Test
  void aBodyThatTricklesIsNotReadOnOnceItsGraceIsOver() throws IOException {
    InputStream slow = open(new byte[100], null);
    slow.read();
    now.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThatThrownBy(slow::read)
        .hasMessageContaining("must come at 10 bytes a second or faster; 2 bytes came in 6 s")
        .extracting(thrown -> ((Unreadable) thrown).status())
        .isEqualTo(408);
  }

  @Test
  void aSlowBodyThatIsFastEnoughIsReadToItsEnd() throws IOException {
    InputStream steady = open(new byte[100], null);
    steady.readNBytes(70);
    now.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThat(steady.readAllBytes()).hasSize(30);
  }
}
