package io.execparity.stream.measurement;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a site gave of IMA: lists that were read and verified, and what tells why something may be missing from them.
 *
 * @param host whose lists these are, null for every host of the log
 * @param boots each with lists that begin alike, in the order in which they were given
 * @param flaws what verification found, in the order of the lists
 * @param disagreements lists that begin alike and then differ, which one boot cannot have written; no flaw where the host
 *     was booted often enough for each
 * @param unknown what is not in the site's reference, null where none was given
 * @param policy null where it was not given
 * @param filesystems the type of what is mounted, by mount point; empty where it was not given
 */
public record HostMeasurements(
        @Nullable String host,
        List<MeasuredBoot> boots,
        List<ListFlaw> flaws,
        List<Disagreement> disagreements,
        @Nullable UnknownDigests unknown,
        @Nullable MeasurementPolicy policy,
        Map<String, String> filesystems)
        implements Serializable {
    private static final long serialVersionUID = 1;

    public HostMeasurements {
        boots = List.copyOf(boots);
        flaws = List.copyOf(flaws);
        disagreements = List.copyOf(disagreements);
        filesystems = Map.copyOf(filesystems);
    }

    /** True where the lists are this host's, or may be. */
    public boolean concern(String name) {
        return host == null || host.equals(name);
    }

    /** The same lists, with what explains them. */
    public HostMeasurements with(@Nullable MeasurementPolicy rules, Map<String, String> mounted) {
        return new HostMeasurements(host, boots, flaws, disagreements, unknown, rules, mounted);
    }
}
