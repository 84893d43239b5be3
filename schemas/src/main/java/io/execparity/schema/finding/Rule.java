package io.execparity.schema.finding;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the contract that records can support, with their class, severity and ATT&amp;CK technique. The slug names
 * the rule everywhere: in findings, folders and suppressions.
 */
public enum Rule {
    UNCHECKED_SCRIPT("unchecked-script", FindingClass.GAP, Severity.LOW, "T1059"),
    UNVERIFIABLE_CODE("unverifiable-code", FindingClass.GAP, Severity.INFO, "T1059"),
    DYNAMIC_LINKER_EXEC("dynamic-linker-exec", FindingClass.GAP, Severity.MEDIUM, "T1574.006"),
    DENIED_CHECK_PERMISSIVE("denied-check-permissive", FindingClass.GAP, Severity.MEDIUM, "T1059"),
    PARITY_BREAK("parity-break", FindingClass.BYPASS, Severity.HIGH, "T1059"),
    RESTRICT_FILE_IGNORED("restrict-file-ignored", FindingClass.BYPASS, Severity.HIGH, "T1562"),
    DENY_INTERACTIVE_IGNORED("deny-interactive-ignored", FindingClass.BYPASS, Severity.HIGH, "T1562"),
    DENIED_CHECK_IGNORED("denied-check-ignored", FindingClass.BYPASS, Severity.CRITICAL, "T1562"),
    CHECKED_FILE_SWAPPED("checked-file-swapped", FindingClass.BYPASS, Severity.HIGH, "T1036"),
    SECUREBITS_TAMPER("securebits-tamper", FindingClass.ALERT, Severity.HIGH, "T1562"),
    MEMFD_EXEC("memfd-exec", FindingClass.ALERT, Severity.HIGH, "T1620"),
    MEMFD_EXEC_DENIED("memfd-exec-denied", FindingClass.ALERT, Severity.MEDIUM, "T1620"),
    MEMFD_SCRIPT("memfd-script", FindingClass.ALERT, Severity.HIGH, "T1620"),
    MEMFD_MAP_EXEC("memfd-map-exec", FindingClass.ALERT, Severity.MEDIUM, "T1620"),
    MEMFD_CREATE_REJECTED("memfd-create-rejected", FindingClass.ALERT, Severity.LOW, "T1620"),
    MEMFD_MASQUERADE("memfd-masquerade", FindingClass.ALERT, Severity.CRITICAL, "T1036.005"),
    FILELESS_EXEC("fileless-exec", FindingClass.ALERT, Severity.HIGH, "T1620"),
    LSM_DENIED_EXEC("lsm-denied-exec", FindingClass.ALERT, Severity.MEDIUM, "T1204.002"),
    APPRAISAL_FAILED("appraisal-failed", FindingClass.INTEGRITY, Severity.HIGH, "T1554"),
    MEASUREMENT_VIOLATION("measurement-violation", FindingClass.INTEGRITY, Severity.MEDIUM, "T1565.001"),
    EXECUTED_UNMEASURED("executed-unmeasured", FindingClass.INTEGRITY, Severity.MEDIUM, "T1553"),
    MEASUREMENT_LIST_TAMPERED("measurement-list-tampered", FindingClass.INTEGRITY, Severity.CRITICAL, "T1070"),
    UNKNOWN_DIGEST("unknown-digest", FindingClass.INTEGRITY, Severity.MEDIUM, "T1554"),
    TELEMETRY_LOSS("telemetry-loss", FindingClass.TELEMETRY, Severity.HIGH, "T1562.012"),
    AUDIT_TAMPERING("audit-tampering", FindingClass.TELEMETRY, Severity.CRITICAL, "T1562.012"),
    SENSOR_BLIND_SPOT("sensor-blind-spot", FindingClass.TELEMETRY, Severity.LOW, null);

    private final String slug;
    private final FindingClass findingClass;
    private final Severity severity;
    private final Optional<String> technique;

    Rule(String slug, FindingClass findingClass, Severity severity, @Nullable String technique) {
        this.slug = slug;
        this.findingClass = findingClass;
        this.severity = severity;
        this.technique = Optional.ofNullable(technique);
    }

    public String slug() {
        return slug;
    }

    public FindingClass findingClass() {
        return findingClass;
    }

    /** The severity where the finding itself does not say otherwise. */
    public Severity severity() {
        return severity;
    }

    /** The MITRE ATT&amp;CK technique id. */
    public Optional<String> technique() {
        return technique;
    }
}
