package dev.diver.app.screen.language;

import java.util.List;

/**
 * A way to go on writing.
 *
 * @param label what it is, with parameters
 * @param type its type, or what it returns; empty where there is none
 * @param documentation plain text; may be empty
 * @param name what is typed to find it
 * @param change what is written
 * @param others what else is changed, such as an include at the file's top
 */
public record Proposal(
        CodeKind kind,
        String label,
        String type,
        String documentation,
        String name,
        TextChange change,
        List<TextChange> others) {
    public Proposal {
        others = List.copyOf(others);
    }
}
