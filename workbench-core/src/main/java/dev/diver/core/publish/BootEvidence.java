package dev.diver.core.publish;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * That a package was booted before it went out; lies beside it as {@link
 * dev.diver.core.catalog.packaging.EvidenceFormat} has it.
 *
 * @param vmm such as {@code qemu}
 * @param result such as {@code boots and exits 0 in the mode vm under tcg}
 * @param date ISO 8601
 * @param test what came of the package's own test script
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootEvidence(String vmm, String version, String result, String date, String test) {
    /** Of a package that has no test script. */
    static final String NO_TEST = "it has no test script";

    static final String PASSED = "passed";
}
