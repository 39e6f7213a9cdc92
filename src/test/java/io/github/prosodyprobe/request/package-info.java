@NullMarked
package io.github.prosodyprobe.request;

import org.jspecify.annotations.NullMarked;
