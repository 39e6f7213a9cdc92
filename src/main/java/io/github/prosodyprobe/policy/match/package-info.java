/** The closed set of matchers: what a policy can say about one observed value. */
@NullMarked
package io.github.prosodyprobe.policy.match;

import org.jspecify.annotations.NullMarked;
