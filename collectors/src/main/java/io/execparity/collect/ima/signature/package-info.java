/** Signatures in measurement lists, and whether somebody trusted made them. */
@NullMarked
package io.execparity.collect.ima.signature;

import org.jspecify.annotations.NullMarked;
