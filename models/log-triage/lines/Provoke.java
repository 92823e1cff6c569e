import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Produced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka clients that do ordinary work, so that {@code record.sh} can break something under them.
 *
 * <p>{@code Provoke BOOTSTRAP VERB [NAME...] [key=value...]}: what holds a {@code =} is a setting
 * of the client. A failure is logged as a service would log it: one line with the exception's text.
 */
final class Provoke {

  private static final Logger LOG = LoggerFactory.getLogger("io.millrace.lines.Provoke");

  private final Properties settings = new Properties();
  private final List<String> names;
  private final Set<Class<?>> failures = ConcurrentHashMap.newKeySet();

  private Provoke(String bootstrap, List<String> arguments) {
    settings.put("bootstrap.servers", bootstrap);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        settings.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    names = arguments.stream().filter(a -> a.indexOf('=') < 0).toList();
  }

  public static void main(String[] arguments) {
    Provoke provoke =
        new Provoke(arguments[0], Arrays.asList(arguments).subList(2, arguments.length));
    try {
      provoke.run(arguments[1]);
    } catch (Throwable e) {
      LOG.error("{} failed: {}", arguments[1], causes(e));
      System.exit(1);
    }
    System.exit(0);
  }

  private static String causes(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (Throwable c = e.getCause(); c != null; c = c.getCause()) {
      text.append("; caused by ").append(c);
    }
    return text.toString().replaceAll("\\s+", " ");
  }

  private void run(String verb) throws Exception {
    switch (verb) {
      case "topics" -> topics();
      case "limit" -> limit();
      case "delete" -> delete();
      case "allow" -> allow();
      case "produce" -> produce();
      case "junk" -> junk();
      case "transact" -> transact();
      case "hang" -> hang();
      case "consume" -> consume(Duration.ZERO);
      case "dawdle" -> consume(Duration.ofSeconds(7));
      case "streams" -> streams();
      default -> throw new IllegalArgumentException(verb + " is no verb");
    }
  }

  /** {@code topics NAME:PARTITIONS...} */
  private void topics() throws Exception {
    try (Admin admin = Admin.create(settings)) {
      List<NewTopic> topics =
          names.stream()
              .map(n -> n.split(":"))
              .map(n -> new NewTopic(n[0], Integer.parseInt(n[1]), Short.parseShort(n[2])))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  /** {@code limit TOPIC KEY VALUE} */
  private void limit() throws Exception {
    try (Admin admin = Admin.create(settings)) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, names.get(0));
      ConfigEntry entry = new ConfigEntry(names.get(1), names.get(2));
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private void delete() throws Exception {
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(names).all().get();
    }
  }

  /** {@code allow USER TOPIC}: reading the topic, and nothing else. */
  private void allow() throws Exception {
    try (Admin admin = Admin.create(settings)) {
      ResourcePattern topic =
          new ResourcePattern(ResourceType.TOPIC, names.get(1), PatternType.LITERAL);
      AccessControlEntry entry =
          new AccessControlEntry(
              "User:" + names.get(0), "*", AclOperation.READ, AclPermissionType.ALLOW);
      admin.createAcls(List.of(new AclBinding(topic, entry))).all().get();
    }
  }

  /** {@code produce TOPIC COUNT BYTES MILLISECONDS_BETWEEN} */
  private void produce() throws Exception {
    byte[] value = new byte[Integer.parseInt(names.get(2))];
    new Random(1).nextBytes(value);
    long between = Long.parseLong(names.get(3));
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      int failed = 0;
      for (int i = 0; i < Integer.parseInt(names.get(1)); i++) {
        byte[] key = Integer.toString(i % 50).getBytes(UTF_8);
        var sent =
            producer.send(new ProducerRecord<>(names.get(0), key, value), this::firstFailure);
        if (between > 0) {
          TimeUnit.MILLISECONDS.sleep(between);
          failed += failed(sent) ? 1 : 0;
        }
      }
      if (failed > 0) {
        LOG.warn("{} of {} records were not taken", failed, names.get(1));
      }
    }
  }

  private void firstFailure(RecordMetadata taken, Exception failure) {
    if (failure != null && failures.add(failure.getClass())) {
      LOG.error("A record was not taken: {}", causes(failure));
    }
  }

  private static boolean failed(Future<?> sent) throws InterruptedException {
    try {
      sent.get();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** {@code junk TOPIC}: what is no JSON number, among what is one. */
  private void junk() throws Exception {
    String[] values = {"12.5", "{\"value\":", "", "NaN?", "13.25", "\u0000\u0001", "[1,2"};
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (String value : values) {
        producer.send(
            new ProducerRecord<>(names.get(0), "k".getBytes(UTF_8), value.getBytes(UTF_8)));
      }
    }
  }

  /** {@code transact TOPIC COUNT} with a {@code transactional.id}. */
  private void transact() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      for (int i = 0; i < Integer.parseInt(names.get(1)); i++) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(names.get(0), "k".getBytes(UTF_8), new byte[64]));
        producer.commitTransaction();
      }
    }
  }

  /** {@code hang TOPIC SECONDS}: commits only after so long a pause. */
  private void hang() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(names.get(0), "k".getBytes(UTF_8), new byte[64])).get();
      TimeUnit.SECONDS.sleep(Long.parseLong(names.get(1)));
      producer.commitTransaction();
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    all.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    settings.forEach((k, v) -> all.put((String) k, v));
    return new KafkaProducer<>(all);
  }

  /** {@code consume TOPIC SECONDS} with a {@code group.id}. */
  private void consume(Duration pause) throws Exception {
    Map<String, Object> all = new HashMap<>();
    all.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    all.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    all.put("auto.offset.reset", "earliest");
    settings.forEach((k, v) -> all.put((String) k, v));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(names.get(1)));
    try (KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(all)) {
      consumer.subscribe(List.of(names.get(0)));
      while (System.nanoTime() < until) {
        ConsumerRecords<Object, Object> records = consumer.poll(Duration.ofMillis(500));
        if (!records.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
      }
    }
  }

  /** {@code streams FROM TO SECONDS} with an {@code application.id}: a running count per key. */
  private void streams() throws Exception {
    StreamsBuilder builder = new StreamsBuilder();
    builder.<Object, Object>stream(names.get(0))
        .groupByKey()
        .count()
        .toStream()
        .to(names.get(1), Produced.valueSerde(Serdes.Long()));
    settings.putIfAbsent("default.key.serde", Serdes.ByteArraySerde.class.getName());
    settings.putIfAbsent("default.value.serde", Serdes.ByteArraySerde.class.getName());
    CountDownLatch dead = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
      streams.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
              dead.countDown();
            }
          });
      streams.start();
      dead.await(Long.parseLong(names.get(2)), TimeUnit.SECONDS);
    }
  }
}
