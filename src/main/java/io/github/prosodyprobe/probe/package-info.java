/**
 * One class per kind of conversation with a listener; each yields facts and knows no expectation.
 */
@NullMarked
package io.github.prosodyprobe.probe;

import org.jspecify.annotations.NullMarked;
