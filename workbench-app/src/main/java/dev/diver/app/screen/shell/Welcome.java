package dev.diver.app.screen.shell;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.EmptyState;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** What the centre shows while no tab is open there. */
final class Welcome {
    private Welcome() {}

    static Node of(List<Action> steps) {
        var buttons = steps.stream()
                .map(step -> {
                    var button = new Button(step.name());
                    button.setOnAction(event -> step.run().run());
                    if (step == steps.getFirst()) {
                        button.getStyleClass().add(Styles.ACCENT);
                    }
                    return button;
                })
                .toArray(Button[]::new);
        return EmptyState.of(
                MaterialDesignD.DIVING_SCUBA_MASK,
                "Pick a kernel, build for it, dive",
                "The catalog has the kernels; a net pairs one of them with your program; a dive runs it.",
                buttons);
    }
}
