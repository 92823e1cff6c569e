package io.millrace.transformers.text;

/** A text and the label that people gave it. */
public record LabelledText(String text, String label) {}
