package io.millrace.transformers;

import java.nio.ByteBuffer;

/** The types that a safetensors file names, and how their values lie in it, little-endian. */
enum SafetensorsType {
  BOOL(8, new Whole((bytes, i) -> bytes.get(i) == 0 ? 0 : 1)),
  U8(8, new Whole((bytes, i) -> bytes.get(i) & 0xFF)),
  I8(8, new Whole(ByteBuffer::get)),
  U16(16, new Whole((bytes, i) -> bytes.getShort(2 * i) & 0xFFFF)),
  I16(16, new Whole((bytes, i) -> bytes.getShort(2 * i))),
  U32(32, new Whole((bytes, i) -> bytes.getInt(4 * i) & 0xFFFF_FFFFL)),
  I32(32, new Whole((bytes, i) -> bytes.getInt(4 * i))),
  U64(64, new Unsigned()),
  I64(64, new Whole((bytes, i) -> bytes.getLong(8 * i))),
  F8_E5M2(8, new Real((bytes, i) -> SmallFloat.F8_E5M2.value(bytes.get(i)))),
  F8_E4M3(8, new Real((bytes, i) -> SmallFloat.F8_E4M3.value(bytes.get(i)))),
  F8_E5M2FNUZ(8, new Real((bytes, i) -> SmallFloat.F8_E5M2FNUZ.value(bytes.get(i)))),
  F8_E4M3FNUZ(8, new Real((bytes, i) -> SmallFloat.F8_E4M3FNUZ.value(bytes.get(i)))),
  /** Powers of 2 from 2⁻¹²⁷ on; the last one is NaN. */
  F8_E8M0(8, new Real((bytes, i) -> power(bytes.get(i) & 0xFF))),
  F16(16, new Real((bytes, i) -> SmallFloat.F16.value(bytes.getShort(2 * i)))),
  /** The upper half of a float32. */
  BF16(16, new Real((bytes, i) -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16))),
  F32(32, new Real((bytes, i) -> bytes.getFloat(4 * i))),
  F64(64, new Real((bytes, i) -> bytes.getDouble(8 * i))),
  /** The format does not say in which order values lie inside a byte. */
  F4(4, new Unread()),
  F6_E2M3(6, new Unread()),
  F6_E3M2(6, new Unread()),
  /** Complex. */
  C64(64, new Unread());

  private final int bits;
  private final Coding coding;

  SafetensorsType(int bits, Coding coding) {
    this.bits = bits;
    this.coding = coding;
  }

  /** Of one value. */
  int bits() {
    return bits;
  }

  Coding coding() {
    return coding;
  }

  private static double power(int exponent) {
    return exponent == 0xFF ? Double.NaN : Math.scalb(1.0, exponent - 127);
  }

  /**
   * How values are read. Each method refuses with an {@link IllegalArgumentException} what it can't
   * give.
   */
  sealed interface Coding {
    /** The nearest float32. */
    default float single(ByteBuffer bytes, int index) {
      throw new IllegalArgumentException("whose values are not read");
    }

    default double real(ByteBuffer bytes, int index) {
      throw new IllegalArgumentException("not of a floating-point type that is read");
    }

    default long whole(ByteBuffer bytes, int index) {
      throw new IllegalArgumentException("not of a type of whole numbers");
    }
  }

  /** Reads one whole number. */
  interface WholeAt {
    long at(ByteBuffer bytes, int index);
  }

  /** Reads one real number. */
  interface RealAt {
    double at(ByteBuffer bytes, int index);
  }

  /** Whole numbers that a long holds. */
  record Whole(WholeAt values) implements Coding {
    @Override
    public float single(ByteBuffer bytes, int index) {
      return values.at(bytes, index);
    }

    @Override
    public long whole(ByteBuffer bytes, int index) {
      return values.at(bytes, index);
    }
  }

  /** 64 bits without a sign. */
  record Unsigned() implements Coding {
    @Override
    public float single(ByteBuffer bytes, int index) {
      long value = bytes.getLong(8 * index);
      return value >= 0 ? value : 2f * ((value >>> 1) | (value & 1)); // the last bit decides ties
    }

    @Override
    public long whole(ByteBuffer bytes, int index) {
      long value = bytes.getLong(8 * index);
      if (value < 0) {
        throw new IllegalArgumentException(
            "of which " + Long.toUnsignedString(value) + " is more than a long holds");
      }
      return value;
    }
  }

  /** Numbers with a fraction. */
  record Real(RealAt values) implements Coding {
    @Override
    public float single(ByteBuffer bytes, int index) {
      return (float) values.at(bytes, index);
    }

    @Override
    public double real(ByteBuffer bytes, int index) {
      return values.at(bytes, index);
    }
  }

  /** Known by name and size only. */
  record Unread() implements Coding {}
}
