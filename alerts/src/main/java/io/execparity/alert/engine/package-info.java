/** From findings to notices: what is one thing, how often it is told, when it is over. */
@NullMarked
package io.execparity.alert.engine;

import org.jspecify.annotations.NullMarked;
