/** Keeps every scan in a database in one file, and tells what it was before. */
@NullMarked
package io.github.prosodyprobe.history;

import org.jspecify.annotations.NullMarked;
