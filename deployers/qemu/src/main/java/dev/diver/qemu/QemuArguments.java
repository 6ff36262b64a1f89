package dev.diver.qemu;

import java.util.ArrayList;
import java.util.List;

/** Collects QEMU's argv. */
public final class QemuArguments {
    private final List<String> words = new ArrayList<>();

    /** @param launcher what is exec'd first and becomes QEMU; may be empty */
    public void program(List<String> launcher, String qemu) {
        words.addAll(launcher);
        words.add(qemu);
    }

    public void option(String name, String value) {
        words.add(name);
        words.add(value);
    }

    public void flags(String... names) {
        words.addAll(List.of(names));
    }

    public List<String> words() {
        return List.copyOf(words);
    }

    /** A value inside of a comma-separated option: commas are doubled (qemu(1), "-drive"). */
    public static String escaped(String value) {
        return value.replace(",", ",,");
    }
}
