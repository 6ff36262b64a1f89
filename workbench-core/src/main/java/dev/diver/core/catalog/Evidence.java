package dev.diver.core.catalog;

import java.time.LocalDate;

/**
 * That somebody ran a kernel.
 *
 * @param vmm such as {@code qemu}
 * @param version of the vmm
 * @param result such as {@code boots} or {@code exits 0}
 * @param test what came of the package's own test script; empty where that is not told
 * @param by the name of the trusted key whose owner says so; empty where nobody vouches
 */
public record Evidence(String vmm, String version, String result, LocalDate date, String test, String by) {

    /** What came of it all, for a person. */
    public String outcome() {
        return result + (test.isEmpty() ? "" : "; its test: " + test);
    }
}
