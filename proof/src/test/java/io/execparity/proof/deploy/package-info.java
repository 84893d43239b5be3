/** What is deployed is what its definitions ask for. */
package io.execparity.proof.deploy;
