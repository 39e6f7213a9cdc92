/** The report document and its renderers; a report decides nothing. */
@NullMarked
package io.github.prosodyprobe.report;

import org.jspecify.annotations.NullMarked;
