package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.node.Node;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;

/** Adds a node, or changes one. */
final class NodeDialog {
    private static final String NO_BMC = "none";
    private static final String IPMI = "IPMI";
    private static final String REDFISH = "Redfish";

    private final Bench bench;
    private final Optional<Node> old;
    private final Runnable kept;
    private final TextField name = field("node-name", "such as lab7");
    private final TextField sshHost = field("node-ssh-host", "empty: not reached by SSH");
    private final TextField sshPort = field("node-ssh-port", "22");
    private final TextField sshUser = field("node-ssh-user", "such as root");
    private final TextField sshIdentity = field("node-ssh-identity", "empty: the agent's and the usual ones");
    private final ComboBox<String> type = new ComboBox<>();
    private final TextField address = field("node-bmc-address", "host or host:port; https://… for Redfish");
    private final TextField suite = field("node-bmc-suite", "17; 3 for older BMCs");
    private final TextField certificate = field("node-bmc-certificate", "SHA-256; empty: the usual authorities");
    private final TextField system = field("node-bmc-system", "empty: the only one");
    private final TextField user = field("node-bmc-user", "such as admin");
    private final PasswordField password = new PasswordField();
    private DialogBox dialog;

    /** @param old the one that is changed; absent for a new one */
    NodeDialog(Bench bench, Optional<Node> old, Runnable kept) {
        this.bench = bench;
        this.old = old;
        this.kept = kept;
        password.setId("node-bmc-password");
        password.setPromptText(old.isPresent() ? "empty: as it was" : "kept in the secret store");
        type.setId("node-bmc-type");
        type.getItems().setAll(NO_BMC, IPMI, REDFISH);
        type.setValue(IPMI);
        old.ifPresent(this::fill);
    }

    void show() {
        var grid = new GridPane(14, 8);
        grid.addRow(0, new Label("Name"), name);
        grid.addRow(1, new Label("SSH host"), sshHost);
        grid.addRow(2, new Label("SSH port"), sshPort);
        grid.addRow(3, new Label("SSH user"), sshUser);
        grid.addRow(4, new Label("SSH private key"), identity());
        grid.addRow(5, new Label("BMC"), type);
        grid.addRow(6, new Label("Address"), address);
        grid.addRow(7, new Label("User"), user);
        grid.addRow(8, new Label("Password"), password);
        grid.addRow(9, new Label("Cipher suite"), suite);
        grid.addRow(10, new Label("Certificate"), certificate);
        grid.addRow(11, new Label("System"), system);
        grid.getChildren().stream()
                .filter(Label.class::isInstance)
                .forEach(label -> ((Label) label).setMinWidth(Region.USE_PREF_SIZE));
        type.valueProperty().subscribe(chosen -> {
            rows(grid, List.of(6, 7, 8), !chosen.equals(NO_BMC));
            rows(grid, List.of(9), chosen.equals(IPMI));
            rows(grid, List.of(10, 11), chosen.equals(REDFISH));
        });
        dialog = new DialogBox(
                bench.modals(),
                old.map(node -> "Edit " + node.name()).orElse("Add a node"),
                grid,
                old.isPresent() ? "Keep" : "Add",
                "node-keep",
                this::keep);
        dialog.show();
        (old.isPresent() ? sshHost : name).requestFocus();
    }

    /** Typed, or found by looking. */
    private HBox identity() {
        var choose = new Button("Choose\u2026");
        choose.setId("node-ssh-identity-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> {
            var chooser = new FileChooser();
            chooser.setTitle("A private SSH key");
            var keys = new File(System.getProperty("user.home"), ".ssh");
            if (keys.isDirectory()) {
                chooser.setInitialDirectory(keys);
            }
            var file = chooser.showOpenDialog(choose.getScene().getWindow());
            if (file != null) {
                sshIdentity.setText(file.getPath());
            }
        });
        HBox.setHgrow(sshIdentity, Priority.ALWAYS);
        return new HBox(8, sshIdentity, choose);
    }

    private static void rows(GridPane grid, List<Integer> rows, boolean shown) {
        grid.getChildren().stream()
                .filter(child -> rows.contains(GridPane.getRowIndex(child)))
                .forEach(child -> {
                    child.setVisible(shown);
                    child.setManaged(shown);
                });
    }

    private void fill(Node node) {
        name.setText(node.name());
        name.setEditable(false);
        node.ssh().ifPresent(ssh -> {
            sshHost.setText(ssh.host());
            sshPort.setText(String.valueOf(ssh.port()));
            sshUser.setText(ssh.user());
            sshIdentity.setText(ssh.identity().map(Path::toString).orElse(""));
        });
        type.setValue(NO_BMC);
        node.bmc().ifPresent(bmc -> {
            user.setText(bmc.user());
            switch (bmc) {
                case Node.Ipmi ipmi -> {
                    type.setValue(IPMI);
                    address.setText(ipmi.host() + (ipmi.port() == Node.Ipmi.PORT ? "" : ":" + ipmi.port()));
                    suite.setText(String.valueOf(ipmi.cipherSuite()));
                }
                case Node.Redfish redfish -> {
                    type.setValue(REDFISH);
                    address.setText(redfish.address().toString());
                    certificate.setText(redfish.certificate().orElse(""));
                    system.setText(redfish.system().orElse(""));
                }
            }
        });
    }

    private void keep() {
        var node = new Node(text(name), ssh(), bmc(), old.flatMap(Node::stub));
        var secret = password.getText().toCharArray();
        password.clear();
        dialog.busy();
        bench.tasks()
                .quietly(
                        () -> {
                            var services = bench.engine().nodes();
                            if (old.isPresent()) {
                                services.nodes().replace(node);
                            } else {
                                services.nodes().add(node);
                            }
                            if (secret.length > 0) {
                                services.secrets().keep(node.secret(), secret);
                                Arrays.fill(secret, '\0');
                            }
                            return true;
                        },
                        done -> {
                            dialog.hide();
                            kept.run();
                        },
                        dialog::failed);
    }

    private Optional<Node.Ssh> ssh() {
        return text(sshHost).isEmpty()
                ? Optional.empty()
                : Optional.of(new Node.Ssh(
                        text(sshHost),
                        number(text(sshPort), Node.Ssh.PORT),
                        text(sshUser),
                        optional(sshIdentity).map(Path::of)));
    }

    private Optional<Node.Bmc> bmc() {
        return switch (type.getValue()) {
            case IPMI -> {
                var place = text(address);
                var colon = place.indexOf(':') == place.lastIndexOf(':') ? place.indexOf(':') : -1;
                yield Optional.of(new Node.Ipmi(
                        colon < 0 ? place : place.substring(0, colon),
                        colon < 0 ? Node.Ipmi.PORT : number(place.substring(colon + 1), Node.Ipmi.PORT),
                        text(user),
                        number(text(suite), Node.Ipmi.CIPHER_SUITE)));
            }
            case REDFISH ->
                Optional.of(new Node.Redfish(uri(text(address)), text(user), optional(certificate), optional(system)));
            default -> Optional.empty();
        };
    }

    /** What is no address is refused by the engine, with words. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    /** Nothing is the usual; what is no number becomes one that the engine refuses. */
    private static int number(String text, int usual) {
        return text.isEmpty() ? usual : text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static Optional<String> optional(TextField field) {
        return Optional.of(text(field)).filter(text -> !text.isEmpty());
    }

    private static String text(TextField field) {
        return field.getText() == null ? "" : field.getText().strip();
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        GridPane.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
