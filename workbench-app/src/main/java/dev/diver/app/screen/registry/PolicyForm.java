package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Form;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What is asked of a catalog's packages. */
final class PolicyForm {
    private PolicyForm() {}

    static Node of(Policy policy, Consumer<Policy> changed) {
        var mode = new ComboBox<TrustMode>();
        mode.setId("catalog-policy");
        mode.getItems().setAll(TrustMode.values());
        mode.setConverter(new StringConverter<>() {
            @Override
            public String toString(TrustMode value) {
                return value == null ? "" : word(value);
            }

            @Override
            public TrustMode fromString(String text) {
                return null;
            }
        });
        mode.setValue(policy.mode());
        mode.setAccessibleText("What is asked of its packages");
        var first = new CheckBox("Trust the first key that has signed, while none is trusted");
        first.setId("catalog-first-use");
        first.setWrapText(true);
        first.setSelected(policy.firstUse());
        first.setDisable(policy.mode() == TrustMode.OFF);
        mode.valueProperty().subscribe((was, is) -> changed.accept(new Policy(is, first.isSelected())));
        first.selectedProperty().subscribe((was, is) -> changed.accept(new Policy(mode.getValue(), is)));
        return new VBox(8, mode, first, Form.wrapped(meaning(policy.mode()), "text-muted", "text-small"));
    }

    private static String word(TrustMode mode) {
        return switch (mode) {
            case REQUIRE -> "Require a good signature";
            case WARN -> "Warn without a good signature";
            case OFF -> "Do not look at signatures";
        };
    }

    private static String meaning(TrustMode mode) {
        return switch (mode) {
            case REQUIRE -> "What no trusted key has signed is refused before anything of it is unpacked.";
            case WARN ->
                "What no trusted key has signed is taken, and told. A wrong signature, or one of a revoked key, is refused.";
            case OFF -> "Whoever can write to the registry, or stands between, can give you anything.";
        };
    }
}
