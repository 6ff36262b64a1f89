package dev.diver.core.dive;

import dev.diver.core.kernel.Mode;
import java.util.List;

/**
 * Everything that a dive will do, decided. A deployer implements it with its own record and adds what it needs; this
 * part is what {@code --explain} and the screen show.
 */
public interface DivePlan {

    Mode mode();

    DiveRequest request();

    /** Each program that is started, in order, word by word. */
    List<List<String>> commands();

    /** The command lines that kernels get, where there are any. */
    List<String> kernelCommandLines();

    /** Files that are written before the start. */
    List<PlannedFile> files();

    /** What the person should know, such as a choice that was made for them. */
    List<String> notes();

    /** The accelerator in use, such as {@code tcg}; empty where there is none. */
    String accelerator();

    /** The options that hold, one short word each, such as {@code 1 cpu}, {@code 128MiB}. */
    List<String> headline();

    /** @param what one line about its content */
    record PlannedFile(String path, String what) {}
}
