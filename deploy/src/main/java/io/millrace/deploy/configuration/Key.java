package io.millrace.deploy.configuration;

/**
 * One configuration key.
 *
 * @param name whole, with {@code NAME} where a name is chosen, and {@code [0]} where several stand
 * @param type what a value is, in words
 * @param fallback what holds where it is not set, as Markdown
 * @param meaning one line of Markdown
 */
record Key(String name, String type, String fallback, String meaning) {}
