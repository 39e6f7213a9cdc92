/** Text that a peer sent, and the only ways in which it may leave again. */
@NullMarked
package io.github.prosodyprobe.text;

import org.jspecify.annotations.NullMarked;
