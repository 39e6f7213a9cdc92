/** Tests of the program as it is shipped: the launcher, started as a process of its own. */
@NullMarked
package io.github.prosodyprobe.program;

import org.jspecify.annotations.NullMarked;
