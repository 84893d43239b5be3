/** The parts of the chain as processes that can be killed. */
package io.execparity.proof.process;
