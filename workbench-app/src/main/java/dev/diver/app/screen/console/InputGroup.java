package dev.diver.app.screen.console;

import dev.diver.console.view.ConsoleInput;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The consoles that get the same keys: what is typed in one of them goes to all. */
final class InputGroup {
    private final ObservableList<ConsoleFrame> members = FXCollections.observableArrayList();

    ObservableList<ConsoleFrame> members() {
        return members;
    }

    boolean has(ConsoleFrame frame) {
        return members.contains(frame);
    }

    void toggle(ConsoleFrame frame) {
        if (!members.remove(frame)) {
            members.add(frame);
        }
    }

    void leave(ConsoleFrame frame) {
        members.remove(frame);
    }

    void disband() {
        members.clear();
    }

    /** Gives what is typed in a frame to all where it is one of them, else to it alone. */
    ConsoleInput.Taker from(ConsoleFrame frame) {
        return new ConsoleInput.Taker() {
            @Override
            public void take(ConsoleInput input) {
                takers(frame).forEach(member -> member.type(input));
            }

            @Override
            public boolean bracketsPaste() {
                return takers(frame).stream().allMatch(ConsoleFrame::bracketsPaste);
            }
        };
    }

    private List<ConsoleFrame> takers(ConsoleFrame frame) {
        return has(frame) ? members : List.of(frame);
    }

    /** What is to be seen in a member's frame as long as this goes on. */
    String warning(ConsoleFrame frame) {
        if (!has(frame)) {
            return "";
        }
        var others = members.stream()
                .filter(member -> member != frame)
                .map(ConsoleFrame::name)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "Typed here only, until another console joins." : "Also typed into " + others + ".";
    }
}
