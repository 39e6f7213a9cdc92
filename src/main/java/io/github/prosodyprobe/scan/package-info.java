/** Planning and running the probes of a scan: order, concurrency, deadlines, partial results. */
@NullMarked
package io.github.prosodyprobe.scan;

import org.jspecify.annotations.NullMarked;
