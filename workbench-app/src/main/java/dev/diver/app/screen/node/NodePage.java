package dev.diver.app.screen.node;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Form;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.Node;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Draws the page of a node. */
final class NodePage {
    private final NodeStates states;

    NodePage(NodeStates states) {
        this.states = states;
    }

    /**
     * @param first what is done with it most
     * @param others what else can be done
     */
    javafx.scene.Node of(Node node, javafx.scene.Node first, javafx.scene.Node others) {
        var title = new Label(node.name());
        title.setId("node-title");
        title.getStyleClass().add(Styles.TITLE_2);
        var power = new Label(states.word(node));
        power.setId("node-power");
        power.setWrapText(true);
        power.getStyleClass().add(NodeStates.isPower(states.word(node)) ? "badge" : Styles.TEXT_MUTED);
        var facts = new GridPane(16, 8);
        var row = 0;
        if (node.ssh().isPresent()) {
            var ssh = node.ssh().get();
            facts.addRow(row++, muted("SSH"), new Label(ssh.user() + "@" + ssh.host() + ", port " + ssh.port()));
        }
        if (node.bmc().isPresent()) {
            facts.addRow(row, muted("BMC"), Form.wrapped(words(node.bmc().get())));
        }
        var heading = new HBox(12, title, power);
        heading.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(16, heading, facts, first, boot(node), others);
        box.getStyleClass().add("page");
        return box;
    }

    private javafx.scene.Node boot(Node node) {
        var device = new ComboBox<BootDevice>();
        device.setId("node-boot");
        device.getItems().setAll(BootDevice.values());
        device.setPromptText("as its firmware is set");
        device.setConverter(new StringConverter<>() {
            @Override
            public String toString(BootDevice value) {
                return value == null || value == BootDevice.NONE
                        ? "as its firmware is set"
                        : value.word().toUpperCase(Locale.ROOT);
            }

            @Override
            public BootDevice fromString(String text) {
                return null;
            }
        });
        device.setDisable(node.bmc().isEmpty());
        device.valueProperty().addListener((observable, before, now) -> states.bootFrom(node, now));
        var line = new HBox(10, new Label("Next boot from"), device);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static String words(Node.Bmc bmc) {
        return switch (bmc) {
            case Node.Ipmi ipmi ->
                "IPMI, " + ipmi.user() + "@" + ipmi.host() + ", port " + ipmi.port() + ", cipher suite "
                        + ipmi.cipherSuite();
            case Node.Redfish redfish -> "Redfish, " + redfish.user() + " at " + redfish.address();
        };
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        return label;
    }
}
