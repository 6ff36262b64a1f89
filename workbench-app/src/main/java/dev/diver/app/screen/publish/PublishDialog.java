package dev.diver.app.screen.publish;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Job;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.publish.PublishOrder;
import dev.diver.core.publish.Published;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks where a folder is published to and who signs it, does it, and shows what its scripts say. */
public final class PublishDialog {
    private final Bench bench;
    private final Path directory;
    private final ComboBox<String> catalog = new ComboBox<>();
    private final TextField name = Form.field("publish-name", "NAME:VERSION; without a version, the folder\u2019s own");
    private final SignerFields signer = new SignerFields("publish");
    private final CheckBox trust =
            new CheckBox("I trust this folder: its scripts may run in the sandbox, and what they make in a machine");
    private final CheckBox dryRun = new CheckBox("Only try: do all but what changes the registry");
    private final Label doing = Form.wrapped("", "text-muted");
    private final OutputText output;
    private final DialogBox dialog;
    private Optional<Job> job = Optional.empty();

    /** @param directory with a {@code kernel.json} or a {@code net.toml} */
    public PublishDialog(Bench bench, Path directory) {
        this.bench = bench;
        this.directory = directory;
        output = new OutputText(bench.tasks()::onScreen);
        catalog.setId("publish-catalog");
        trust.setId("publish-trust");
        trust.setWrapText(true);
        trust.setVisible(false);
        trust.managedProperty().bind(trust.visibleProperty());
        trust.selectedProperty().subscribe((was, is) -> check());
        dryRun.setId("publish-dry-run");
        doing.setId("publish-doing");
        catalog.setMaxWidth(Double.MAX_VALUE);
        name.setText(directory.getFileName().toString());
        var form = signer.addTo(new Form()
                        .row("Folder", Form.wrapped(directory.toString(), "code-text"))
                        .row("Catalog", catalog)
                        .row("As", name))
                .wide(dryRun)
                .wide(trust)
                .help(
                        "A kernel is built and tested by its own scripts in the sandbox, and booted, before it goes out. A"
                                + " version never changes once it is there. What was cut goes on when it is done again.");
        dialog = new DialogBox(
                        bench.modals(),
                        "Publish " + directory.getFileName(),
                        new VBox(12, form.node(), doing, output.node()),
                        "Publish",
                        "publish-start",
                        this::start)
                .onlyShowing()
                .wide(640);
        catalog.valueProperty().subscribe(chosen -> check());
        name.textProperty().subscribe(text -> check());
        dialog.action().setDisable(true);
    }

    public void show() {
        record Choice(List<String> catalogs, List<KnownKey> keys, boolean trusted) {}
        bench.tasks()
                .quietly(
                        () -> new Choice(
                                bench.engine().registries().list().stream()
                                        .map(Registries.Known::name)
                                        .toList(),
                                SignerFields.of(bench.engine().keys()),
                                bench.engine().nets().isTrusted(directory)),
                        choice -> {
                            trust.setVisible(!choice.trusted());
                            catalog.getItems().setAll(choice.catalogs());
                            catalog.getSelectionModel().selectFirst();
                            signer.offer(choice.keys());
                            if (choice.catalogs().isEmpty()) {
                                dialog.trouble(
                                        "No catalog was added yet that it could be brought to: Catalogs (Ctrl+6).");
                            }
                        },
                        failure -> dialog.trouble(failure.problem().text()));
        dialog.show();
        name.requestFocus();
    }

    private Optional<KernelReference> target() {
        try {
            return Optional.ofNullable(catalog.getValue())
                    .map(chosen -> KernelReference.parse(chosen + "/" + Form.text(name)));
        } catch (DiverException e) {
            return Optional.empty();
        }
    }

    private void check() {
        if (job.isEmpty()) {
            dialog.action().setDisable(target().isEmpty() || trust.isVisible() && !trust.isSelected());
        }
    }

    private void start() {
        job.ifPresentOrElse(running -> running.cancellation().cancel(), this::publish);
    }

    private void publish() {
        var trusted = trust.isSelected();
        var order = new PublishOrder(directory, target().orElseThrow(), signer.key(), dryRun.isSelected());
        var secret = signer.password();
        dialog.trouble("");
        output.clear();
        dialog.action().setText("Stop");
        job = Optional.of(bench.tasks()
                .start(
                        "Publishing " + order.to(),
                        (progress, cancellation) -> {
                            if (trusted) {
                                bench.engine().nets().trust(directory);
                            }
                            try {
                                return bench.engine()
                                        .publications()
                                        .publish(order, asked -> secret.clone(), output::hear, progress, cancellation);
                            } finally {
                                Arrays.fill(secret, '\0');
                            }
                        },
                        this::done,
                        this::failed));
        job.get().message().subscribe(doing::setText);
    }

    private void over() {
        job = Optional.empty();
        dialog.action().setText("Publish");
    }

    private void done(Published published) {
        over();
        signer.clear();
        var words = (published.dryRun() ? "It could be published: " : "Published: ")
                + published.ref()
                + published
                        .evidence()
                        .map(seen -> "; " + seen.vmm() + " " + seen.version() + ": " + seen.outcome())
                        .orElse("")
                + published.key().map(id -> "; signed by " + id).orElse("; not signed")
                + ".";
        doing.setText(words);
        bench.notices().tell(words);
    }

    private void failed(Failure failure) {
        over();
        doing.setText("");
        if (!dialog.isShown()) {
            bench.notices().problem(failure);
        }
        dialog.trouble(
                failure.isCancelled() ? "It was stopped." : failure.problem().text());
    }
}
