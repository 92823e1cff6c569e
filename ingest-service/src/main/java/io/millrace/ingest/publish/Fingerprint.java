package io.millrace.ingest.publish;

/**
 * 128 bits that stand for an event: half of a SHA-256, so that nobody finds two events that share
 * one.
 */
record Fingerprint(long high, long low) {}
