/** How fast the live job is, beside a consumer that only counts. */
package io.execparity.proof.speed;
