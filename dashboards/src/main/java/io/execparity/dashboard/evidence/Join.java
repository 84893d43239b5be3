package io.execparity.dashboard.evidence;

/**
 * A denial and a run that a finding says contradict each other.
 *
 * @param denied a mark's id
 * @param ran a mark's id
 * @param rule the finding's
 * @param finding the finding's id
 */
public record Join(String denied, String ran, String rule, String confidence, String finding) {}
