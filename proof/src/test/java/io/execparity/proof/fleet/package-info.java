/** The lines of many hosts. */
package io.execparity.proof.fleet;
