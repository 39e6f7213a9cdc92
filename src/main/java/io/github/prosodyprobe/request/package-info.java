/**
 * What a Prosody may serve over HTTP, and how each of these endpoints is told by its answer: values
 * and comparisons only, so that probes can ask and policies can read the files.
 */
@NullMarked
package io.github.prosodyprobe.request;

import org.jspecify.annotations.NullMarked;
