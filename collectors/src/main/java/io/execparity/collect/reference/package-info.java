/** What a host's files should be: references read, their signatures verified, and measurements held against them. */
@NullMarked
package io.execparity.collect.reference;

import org.jspecify.annotations.NullMarked;
