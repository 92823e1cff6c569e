package io.millrace.ingest.stream;

/** The other end of a connection. */
interface Device {

  /** Sends some JSON, without waiting. */
  void tell(Object message);

  /** Ends the connection. */
  void hangUp(Farewell farewell, String reason);

  /** Why a connection ends, as codes of RFC 6455 and of its registry say it. */
  enum Farewell {
    BROKEN_RULE(1008),
    TRY_AGAIN_LATER(1013);

    private final int code;

    Farewell(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
