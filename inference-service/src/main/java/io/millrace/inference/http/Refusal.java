package io.millrace.inference.http;

/**
 * Why a request is refused.
 *
 * @param field of the request; {@code json} if its body is no JSON, {@code name} if it is the path
 */
record Refusal(String field, String reason) {}
