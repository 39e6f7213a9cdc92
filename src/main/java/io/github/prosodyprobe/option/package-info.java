/**
 * Which options the packaged Prosodies read of their configuration, and how: values only, so that
 * whoever reads a configuration can compare, and policies can read the files of the catalogue.
 */
@NullMarked
package io.github.prosodyprobe.option;

import org.jspecify.annotations.NullMarked;
