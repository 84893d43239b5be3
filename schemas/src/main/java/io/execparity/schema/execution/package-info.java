/** Executions and executability checks, classified in the words of the contract. */
@NullMarked
package io.execparity.schema.execution;

import org.jspecify.annotations.NullMarked;
