/** Linux IMA's measurement lists: reading them, proving them against a TPM's registers, following them live. */
@NullMarked
package io.execparity.collect.ima;

import org.jspecify.annotations.NullMarked;
