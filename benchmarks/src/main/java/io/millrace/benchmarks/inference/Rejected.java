package io.millrace.benchmarks.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Records that are to be rejected, each with a header that tells them apart, and what became. */
final class Rejected {

  private static final String TAG = "proof-poison";

  private final Map<String, ProducerRecord<byte[], byte[]>> sent = new HashMap<>(); // by tag
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();

  /** The record, with its header. */
  ProducerRecord<byte[], byte[]> tagged(String tag, ProducerRecord<byte[], byte[]> record) {
    record.headers().add(TAG, tag.getBytes(UTF_8));
    sent.put(tag, record);
    return record;
  }

  /** Keeps a rejection if it is one of these. */
  void read(ConsumerRecord<byte[], byte[]> rejection) {
    String tag = header(rejection.headers(), TAG);
    if (sent.containsKey(tag)) {
      read.computeIfAbsent(tag, key -> new ArrayList<>()).add(rejection);
    }
  }

  /** How many have been rejected at least once. */
  int count() {
    return read.size();
  }

  /** What is wrong with a record's rejection; empty if nothing is. */
  String fault(String tag) {
    List<ConsumerRecord<byte[], byte[]>> rejections = read.getOrDefault(tag, List.of());
    if (rejections.size() != 1) {
      return "rejected " + rejections.size() + " times";
    }
    ProducerRecord<byte[], byte[]> before = Objects.requireNonNull(sent.get(tag));
    ConsumerRecord<byte[], byte[]> after = rejections.get(0);
    if (!Arrays.equals(before.key(), after.key())) {
      return "another key";
    }
    if (!Arrays.equals(before.value(), after.value())) {
      return "other bytes";
    }
    return faultOfHeaders(before.headers().toArray(), after.headers());
  }

  /** Its own headers first, then who refused it, why, and which model version was to read it. */
  private static String faultOfHeaders(Header[] before, Headers after) {
    Header[] all = after.toArray();
    if (all.length < before.length || !Arrays.equals(before, Arrays.copyOf(all, before.length))) {
      return "other headers";
    }
    for (String name : List.of("millrace_stage", "millrace_reason", "millrace_version")) {
      if (header(after, name).isBlank()) {
        return "no " + name;
      }
    }
    return "";
  }

  /** Who refused it; empty if nobody did. */
  String stage(String tag) {
    return read.getOrDefault(tag, List.of()).stream()
        .map(rejection -> header(rejection.headers(), "millrace_stage"))
        .findFirst()
        .orElse("");
  }

  private static String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
