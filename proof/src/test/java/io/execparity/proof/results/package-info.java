/** What came out, held against what should have. */
package io.execparity.proof.results;
