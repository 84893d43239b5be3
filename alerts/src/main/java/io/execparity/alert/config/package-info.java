/** The file that says what alerts whom. */
@NullMarked
package io.execparity.alert.config;

import org.jspecify.annotations.NullMarked;
