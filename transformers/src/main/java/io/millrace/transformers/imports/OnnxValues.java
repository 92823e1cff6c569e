package io.millrace.transformers.imports;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor's values, whether the file holds them raw or as typed repeated fields. */
final class OnnxValues {

  /** Reads one element of a repeated field. */
  interface Element {
    void read(CodedInputStream in) throws IOException;
  }

  private final ByteString.Output typed = ByteString.newOutput();
  private ByteString raw = ByteString.EMPTY;

  /** Reads a repeated number: one element, or a packed run of them. */
  static void repeated(CodedInputStream in, int tag, Element element) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      element.read(in);
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      element.read(in);
    }
    in.popLimit(limit);
  }

  void addFloat(CodedInputStream in) throws IOException {
    typed.write(littleEndian(Float.BYTES).putFloat(in.readFloat()).array());
  }

  void addLong(CodedInputStream in) throws IOException {
    typed.write(littleEndian(Long.BYTES).putLong(in.readInt64()).array());
  }

  void setRaw(ByteString bytes) {
    raw = bytes;
  }

  ByteString raw() {
    return raw.isEmpty() ? typed.toByteString() : raw;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
