package dev.diver.core.catalog.debian;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a package list says (Debian Policy 5.3, "Binary package control files").
 *
 * @param size of the .deb in bytes
 * @param sha256 of the .deb, hexadecimal
 * @param depends names only, alternatives apart
 */
record DebianPackage(String name, String version, long size, String sha256, List<String> depends) {

    /** As apt takes it for exactly this version. */
    String exact() {
        return name + "=" + version;
    }

    /** Reads the first paragraph. */
    static Optional<DebianPackage> parse(String control) {
        var fields = new HashMap<String, String>();
        for (var line : control.lines().takeWhile(line -> !line.isBlank()).toList()) {
            var colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        var size = fields.getOrDefault("Size", "");
        if (!fields.containsKey("Package")
                || !fields.containsKey("Version")
                || !fields.containsKey("SHA256")
                || !size.matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        var depends = fields.getOrDefault("Depends", "") + ", " + fields.getOrDefault("Recommends", "");
        return Optional.of(new DebianPackage(
                fields.get("Package"),
                fields.get("Version"),
                Long.parseLong(size),
                fields.get("SHA256"),
                Arrays.stream(depends.split("[,|]"))
                        .map(dependency -> dependency.strip().split("[ :(]", 2)[0])
                        .filter(dependency -> !dependency.isEmpty())
                        .toList()));
    }
}
