package dev.diver.app.screen.dive;

import atlantafx.base.theme.Styles;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import java.util.LinkedHashMap;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The options of a mode as a form, grouped as the deployer says. */
public final class OptionForm {
    private OptionForm() {}

    /**
     * @param values those that are set
     * @param changed is told of each option that was changed to something right; empty text for its fallback
     */
    public static VBox of(OptionSchema schema, ObjectNode values, BiConsumer<Option, String> changed) {
        var groups = new LinkedHashMap<String, VBox>();
        for (var option : schema.options()) {
            var group = groups.computeIfAbsent(option.group(), OptionForm::group);
            var field = new OptionField(option, OptionValue.show(values.get(option.key())), changed);
            group.getChildren().add(field.node());
        }
        var form = new VBox(18);
        form.getChildren().addAll(groups.values());
        form.getStyleClass().add("form");
        return form;
    }

    private static VBox group(String name) {
        var heading = new Label(name);
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        return new VBox(10, heading);
    }

    /** As {@code --set} takes it. */
    public static String setting(Option option, String text) {
        return OptionValue.setting(option.type(), text);
    }

    /** As {@code nets.withValue} takes it. */
    public static java.util.Optional<Object> value(Option option, String text) {
        return OptionValue.parse(option.type(), text);
    }
}
