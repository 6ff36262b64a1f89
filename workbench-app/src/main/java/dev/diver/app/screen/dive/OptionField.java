package dev.diver.app.screen.dive;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** One option as a control, drawn from its schema. */
final class OptionField {
    private static final PseudoClass ERROR = Styles.STATE_DANGER;
    private final Option option;
    private final BiConsumer<Option, String> changed;
    private final Label trouble = new Label();
    private final VBox box = new VBox(3);

    /** @param changed is told of each new text that is right; empty for the fallback */
    OptionField(Option option, String value, BiConsumer<Option, String> changed) {
        this.option = option;
        this.changed = changed;
        var name = new Label(option.key());
        var help = new Label(option.help());
        help.setWrapText(true);
        help.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        trouble.setWrapText(true);
        trouble.getStyleClass().addAll("bad", Styles.TEXT_SMALL);
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        box.getChildren().addAll(name, control(value), trouble, help);
        box.getStyleClass().add("option");
    }

    Node node() {
        return box;
    }

    private Control control(String value) {
        var control = switch (option.type()) {
            case Type.Flag flag -> toggle(value);
            case Type.Choice choice -> choice(choice, value);
            case Type.Many many -> area(value);
            case Type.Pairs pairs -> area(value.replace(", ", "\n"));
            case Type.Table table -> field(value);
            case Type.Text text -> field(value);
            case Type.Whole whole -> field(value);
            case Type.Size size -> field(value);
            case Type.File file -> field(value);
        };
        control.setId("option-" + option.key());
        control.setMaxWidth(Double.MAX_VALUE);
        return control;
    }

    private Control toggle(String value) {
        var toggle = new ToggleSwitch();
        toggle.setSelected(Boolean.parseBoolean(value.isEmpty() ? option.fallback() : value));
        toggle.selectedProperty().subscribe((was, is) -> accept(String.valueOf(is)));
        return toggle;
    }

    private Control choice(Type.Choice choice, String value) {
        var combo = new ComboBox<String>();
        var none = "default: " + option.fallback();
        combo.getItems().add(none);
        combo.getItems().addAll(choice.values());
        combo.setValue(value.isEmpty() ? none : value);
        combo.valueProperty().subscribe((was, is) -> accept(none.equals(is) ? "" : is));
        return combo;
    }

    private Control area(String value) {
        var area = new TextArea(value);
        area.setPromptText(OptionValue.hint(option));
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.textProperty()
                .subscribe((was, is) ->
                        area.pseudoClassStateChanged(ERROR, accept(is).isPresent()));
        return area;
    }

    private Control field(String value) {
        var field = new TextField(value);
        field.setPromptText(OptionValue.hint(option));
        field.textProperty().subscribe((was, is) -> {
            var wrong = accept(is);
            field.pseudoClassStateChanged(ERROR, wrong.isPresent());
        });
        return field;
    }

    private Optional<String> accept(String text) {
        var wrong = OptionValue.problem(option, text);
        trouble.setText(wrong.orElse(""));
        if (wrong.isEmpty()) {
            changed.accept(option, text);
        }
        return wrong;
    }
}
