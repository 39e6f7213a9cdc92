/** Servers that misbehave by script, and what the probes make of them. */
@NullMarked
package io.github.prosodyprobe.hostile;

import org.jspecify.annotations.NullMarked;
