/** What every classifier is judged by, and the plain classifiers that a network must beat. */
@NullMarked
package io.millrace.transformers.classification;

import org.jspecify.annotations.NullMarked;
