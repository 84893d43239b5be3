/** Quotes of a TPM 2.0, which let a measurement list from a host that nobody trusts be believed. */
@NullMarked
package io.execparity.collect.ima.quote;

import org.jspecify.annotations.NullMarked;
