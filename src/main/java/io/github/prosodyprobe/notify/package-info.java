/** Tells somebody else of what a run came to; what is told is written in {@code report}. */
@NullMarked
package io.github.prosodyprobe.notify;

import org.jspecify.annotations.NullMarked;
