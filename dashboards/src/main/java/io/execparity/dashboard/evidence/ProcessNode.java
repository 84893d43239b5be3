package io.execparity.dashboard.evidence;

/**
 * A process in the tree.
 *
 * @param process its entity id, empty for one that is only known as a parent's number
 * @param recorded false where it is known from its child alone
 * @param time of what is shown of it, milliseconds of the epoch; 0 where not recorded
 * @param arguments as it was started, shortened
 * @param outcome of its latest execution: {@code ran}, {@code denied}, {@code refused} or {@code unknown}
 * @param executions how many are on record of it
 * @param execution id of the latest
 * @param children how many acts of its children are on record
 */
public record ProcessNode(
        String process,
        long pid,
        long parent,
        boolean recorded,
        long time,
        String executable,
        String arguments,
        String mode,
        String outcome,
        long executions,
        String execution,
        long children) {}
