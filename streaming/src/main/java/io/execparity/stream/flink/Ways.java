package io.execparity.stream.flink;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Keys that are no host's name and that find the way to one operator instance each. */
final class Ways {
    private Ways() {}

    /** A key for each instance that correlates: there are as many as of the operator that asks. */
    static String[] of(TaskInfo task) {
        String[] ways = new String[task.getNumberOfParallelSubtasks()];
        int most = task.getMaxNumberOfParallelSubtasks();
        int found = 0;
        for (int i = 0; found < ways.length; i++) {
            String way = "\0" + i;
            int group = KeyGroupRangeAssignment.assignToKeyGroup(way, most);
            int instance = KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(most, ways.length, group);
            if (ways[instance] == null) {
                ways[instance] = way;
                found++;
            }
        }
        return ways;
    }
}
