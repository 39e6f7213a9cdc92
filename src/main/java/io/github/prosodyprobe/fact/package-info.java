/**
 * What can be observed: the registry of facts, their values, and why a fact could not be observed.
 */
@NullMarked
package io.github.prosodyprobe.fact;

import org.jspecify.annotations.NullMarked;
