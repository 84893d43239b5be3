/** From a host's lines to those who are told, in processes that are killed. */
package io.execparity.proof.alert;
