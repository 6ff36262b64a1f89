package dev.diver.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.Engine;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.PlanTemplate;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Puts the verbs together and runs the one that the arguments name. */
public final class DiverCommandLine {
    /** That of the parent pom, which a test compares. */
    public static final String VERSION = "0.1.0";

    /** How long Ctrl-C waits for an action to clean up behind itself. */
    private static final long INTERRUPT_SECONDS = 10;

    private final Supplier<Engine> engine;
    private final ObjectMapper json;
    private final TerminalDebugger debugger;

    /**
     * @param engine asked only by verbs that need one
     * @param json writes {@code --json} documents
     * @param debugger what {@code diver debug} runs
     */
    public DiverCommandLine(Supplier<Engine> engine, ObjectMapper json, TerminalDebugger debugger) {
        this.engine = engine;
        this.json = json;
        this.debugger = debugger;
    }

    /** Runs to the end and returns the exit status. */
    public int run(String... args) {
        var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        try {
            return run(out, err, Terminal.isError(), args);
        } finally {
            out.flush();
        }
    }

    int run(PrintStream out, PrintStream err, boolean terminal, String... args) {
        // For the other verbs -- has its usual meaning: what follows are no options.
        var hasArguments = args.length > 0 && (args[0].equals("dive") || args[0].equals("debug"));
        var separator = hasArguments ? Arrays.asList(args).indexOf("--") : -1;
        Optional<List<String>> behind =
                separator < 0 ? Optional.empty() : Optional.of(List.of(args).subList(separator + 1, args.length));
        var before = separator < 0 ? args : Arrays.copyOf(args, separator);

        var progress = new TerminalProgress(err, terminal);
        var cancellation = new Cancellation();
        var context = new CommandContext(
                engine, json, clearing(out, progress), clearing(err, progress), progress, cancellation);
        var over = new CountDownLatch(1);
        var interrupt = new Thread(() -> cancelAndWait(cancellation, over), "cancel on interrupt");
        Runtime.getRuntime().addShutdownHook(interrupt);
        var problems = new ProblemHandler(err, progress);
        try {
            return commandLine(context, behind, debugger, problems, out, err).execute(before);
        } catch (Error e) {
            // picocli hands over exceptions only.
            return problems.fault(e);
        } finally {
            progress.clear();
            out.flush();
            over.countDown();
            removeHook(interrupt);
        }
    }

    /** All verbs with all their options, to be read and not to be run. */
    public static CommandSpec model() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var progress = new TerminalProgress(nowhere, false);
        var context = new CommandContext(() -> null, null, nowhere, nowhere, progress, new Cancellation());
        return commandLine(context, Optional.empty(), null, new ProblemHandler(nowhere, progress), nowhere, nowhere)
                .getCommandSpec();
    }

    /** All verbs with all their options. */
    static CommandLine commandLine(
            CommandContext context,
            Optional<List<String>> behind,
            TerminalDebugger debugger,
            ProblemHandler problems,
            PrintStream out,
            PrintStream err) {
        var run = new CommandLine(new RunCommand())
                .addSubcommand(new RunShowCommand(context))
                .addSubcommand(new RunStopCommand(context))
                .addSubcommand(new RunConsoleCommand(context))
                .addSubcommand(new RunSyscallsCommand(context))
                .addSubcommand(new RunCompareCommand(context));
        var plan = new CommandLine(new PlanCommand())
                .addSubcommand(new PlanNewCommand(context))
                .addSubcommand(new PlanCheckCommand(context))
                .addSubcommand(new PlanExportCommand(context));
        var node = new CommandLine(new NodeCommand())
                .addSubcommand(new NodeAddCommand(context))
                .addSubcommand(new NodeListCommand(context))
                .addSubcommand(new NodeRemoveCommand(context))
                .addSubcommand(new NodePasswordCommand(context))
                .addSubcommand(new NodeCheckCommand(context))
                .addSubcommand(new NodeForgetHostKeyCommand(context))
                .addSubcommand(new NodePowerCommand(context))
                .addSubcommand(new NodeConsoleCommand(context));
        var catalog = new CommandLine(new CatalogCommand())
                .addSubcommand(new CatalogAddCommand(context))
                .addSubcommand(new CatalogListCommand(context))
                .addSubcommand(new CatalogIndexCommand(context))
                .addSubcommand(new CatalogRemoveCommand(context))
                .addSubcommand(new CatalogLoginCommand(context))
                .addSubcommand(new CatalogLogoutCommand(context));
        var key = new CommandLine(new KeyCommand())
                .addSubcommand(new KeyNewCommand(context))
                .addSubcommand(new KeyListCommand(context))
                .addSubcommand(new KeyAddCommand(context))
                .addSubcommand(new KeyRemoveCommand(context))
                .addSubcommand(new KeyRevokeCommand(context))
                .addSubcommand(new KeyRotateCommand(context))
                .addSubcommand(new KeyPolicyCommand(context));
        var root = new CommandLine(new DiverCommand())
                .addSubcommand(new TourCommand(context))
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new SearchCommand(context))
                .addSubcommand(new ShowCommand(context))
                .addSubcommand(new PullCommand(context))
                .addSubcommand(new ImportCommand(context))
                .addSubcommand(new NewCommand(context))
                .addSubcommand(new BuildCommand(context))
                .addSubcommand(new ForkCommand(context))
                .addSubcommand(new PublishCommand(context))
                .addSubcommand(new YankCommand(context))
                .addSubcommand(new DiveCommand(context, behind))
                .addSubcommand(new DebugCommand(context, behind, debugger))
                .addSubcommand(new RunsCommand(context))
                .addSubcommand(run)
                .addSubcommand(plan)
                .addSubcommand(node)
                .addSubcommand(catalog)
                .addSubcommand(key);
        withHelp(root);
        root.getCommandSpec().addOption(version());
        return root.registerConverter(KernelReference.class, KernelReference::parse)
                .registerConverter(Mode.class, Mode::parse)
                .registerConverter(MemorySize.class, MemorySize::parse)
                .registerConverter(PlanTemplate.class, PlanTemplate::parse)
                .registerConverter(PlanExportFormat.class, PlanExportFormat::parse)
                .registerConverter(TrustMode.class, TrustMode::parse)
                .setExecutionExceptionHandler(problems)
                .setParameterExceptionHandler(problems)
                .setOut(new java.io.PrintWriter(out, true))
                .setErr(new java.io.PrintWriter(err, true))
                .setUsageHelpAutoWidth(true);
    }

    /** Every verb answers {@code --help}; only the command itself {@code --version}, which is an option of import. */
    private static void withHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and exit.")
                        .build());
        command.getSubcommands().values().forEach(DiverCommandLine::withHelp);
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print Diver's version and exit.")
                .build();
    }

    /** Neither data nor messages land on the line where progress stands. */
    private static PrintStream clearing(PrintStream out, TerminalProgress progress) {
        return new PrintStream(out, false, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                progress.clear();
                super.write(bytes, offset, length);
            }
        };
    }

    /** The JVM ends with its hooks; without the wait, what was half done would be left behind half done. */
    private static void cancelAndWait(Cancellation cancellation, CountDownLatch over) {
        cancellation.cancel();
        try {
            over.await(INTERRUPT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is running: that is what it is for.
        }
    }
}
