package io.millrace.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.InvalidEventException;
import io.millrace.ingest.Drain;
import io.millrace.ingest.Gate;
import io.millrace.ingest.http.DerivedIds;
import io.millrace.ingest.http.IntakeConfig;
import io.millrace.ingest.http.Skew;
import io.millrace.ingest.security.Caller;
import io.millrace.ingest.security.Callers;
import io.millrace.ingest.security.Quotas;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** The WebSocket of devices: {@code /stream?session=NAME}. */
@WebSocket(path = "/stream")
@Singleton
public class StreamEndpoint {

  private static final Logger LOG = Logger.getLogger(StreamEndpoint.class);
  private static final int REMEMBERED = 10_000; // sessions

  private final Gate gate;
  private final Callers callers;
  private final SecurityIdentity identity; // of the connection in hand
  private final Quotas quotas;
  private final IntakeConfig config;
  private final Executor threads;
  private final Sessions remembered = new Sessions(REMEMBERED);
  private final Map<String, StreamSession> open = new ConcurrentHashMap<>(); // by connection

  StreamEndpoint(
      Gate gate,
      Drain drain,
      Callers callers,
      SecurityIdentity identity,
      Quotas quotas,
      IntakeConfig config,
      ManagedExecutor threads) {
    this.gate = gate;
    this.callers = callers;
    this.identity = identity;
    this.quotas = quotas;
    this.config = config;
    this.threads = threads;
    drain.first(() -> open.values().forEach(StreamSession::stop));
  }

  @OnOpen
  @NonBlocking
  Uni<Void> greet(WebSocketConnection connection) {
    Device device = new Connected(connection);
    Caller caller = callers.of(identity);
    String session = session(connection);
    try {
      long acknowledged = remembered.of(caller.account() + "/" + session);
      open.put(
          connection.id(),
          new StreamSession(
              gate,
              caller,
              quotas.of(caller),
              Skew.of(config),
              new DerivedIds(caller.name(), "stream/" + session),
              config.unknownFields() == IntakeConfig.UnknownFields.IGNORE,
              device,
              new SerialExecutor(threads),
              acknowledged,
              number -> remembered.reached(caller.account() + "/" + session, number)));
      return connection.sendText(new Told.Welcome(session, acknowledged, StreamSession.WINDOW));
    } catch (InvalidEventException wrongName) {
      return connection.close(
          new CloseReason(Device.Farewell.BROKEN_RULE.code(), "?session " + wrongName.reason()));
    }
  }

  private static String session(WebSocketConnection connection) {
    return Optional.ofNullable(connection.handshakeRequest().query())
        .map(query -> new QueryStringDecoder(query, false).parameters().get("session"))
        .map(values -> values.get(0))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  @OnTextMessage
  @NonBlocking
  void receive(String message, WebSocketConnection connection) {
    StreamSession session = open.get(connection.id());
    if (session != null) {
      session.receive(message.getBytes(UTF_8));
    }
  }

  @OnClose
  @NonBlocking
  void forget(WebSocketConnection connection) {
    open.remove(connection.id());
  }

  private record Connected(WebSocketConnection connection) implements Device {

    @Override
    public void tell(Object message) {
      connection
          .sendText(message)
          .subscribe()
          .with(sent -> {}, gone -> LOG.debugf("A device is gone: %s", gone.getMessage()));
    }

    @Override
    public void hangUp(Farewell farewell, String reason) {
      connection
          .close(new CloseReason(farewell.code(), shortened(reason)))
          .subscribe()
          .with(closed -> {}, gone -> LOG.debugf("A device is gone: %s", gone.getMessage()));
    }

    /** A close frame has room for 123 bytes. */
    private static String shortened(String reason) {
      return reason.length() > 100 ? reason.substring(0, 100) : reason;
    }
  }
}
