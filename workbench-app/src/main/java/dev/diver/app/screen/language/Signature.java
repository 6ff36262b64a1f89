package dev.diver.app.screen.language;

import java.util.Optional;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;

/**
 * A function whose call is being written.
 *
 * @param label its declaration in one line
 * @param from where the parameter that is being written begins in the label
 * @param to the first character behind it; {@code from} where there is none
 * @param documentation plain text; may be empty
 */
public record Signature(String label, int from, int to, String documentation) {

    static Optional<Signature> of(SignatureHelp said) {
        if (said == null || said.getSignatures() == null || said.getSignatures().isEmpty()) {
            return Optional.empty();
        }
        var which = Math.clamp(
                number(said.getActiveSignature()), 0, said.getSignatures().size() - 1);
        var signature = said.getSignatures().get(which);
        var parameters = signature.getParameters();
        var active = number(
                signature.getActiveParameter() == null ? said.getActiveParameter() : signature.getActiveParameter());
        if (parameters == null || parameters.isEmpty() || active < 0) {
            return Optional.of(of(signature, 0, 0));
        }
        // Behind the last one a call goes on where its function takes any number.
        var parameter = parameters.get(Math.min(active, parameters.size() - 1));
        var from = from(signature.getLabel(), parameter);
        return Optional.of(of(signature, from, to(signature.getLabel(), parameter, from)));
    }

    private static Signature of(SignatureInformation signature, int from, int to) {
        return new Signature(signature.getLabel(), from, to, Conversion.documentation(signature.getDocumentation()));
    }

    private static int number(Integer said) {
        return said == null ? 0 : said;
    }

    private static int from(String label, ParameterInformation parameter) {
        var at = parameter.getLabel().isLeft()
                ? label.indexOf(parameter.getLabel().getLeft())
                : parameter.getLabel().getRight().getFirst();
        return Math.clamp(at, 0, label.length());
    }

    private static int to(String label, ParameterInformation parameter, int from) {
        var end = parameter.getLabel().isLeft()
                ? from + parameter.getLabel().getLeft().length()
                : parameter.getLabel().getRight().getSecond();
        return Math.clamp(end, from, label.length());
    }
}
