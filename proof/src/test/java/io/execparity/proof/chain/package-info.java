/** The whole chain, what breaks in it, and runs that hold its results against those of {@code analyze}. */
package io.execparity.proof.chain;
