/** Checks, matchers, policies and their evaluation: pure functions from facts to results. */
@NullMarked
package io.github.prosodyprobe.policy;

import org.jspecify.annotations.NullMarked;
