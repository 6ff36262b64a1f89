package dev.diver.core.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.problem.Problem.Kind;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLException;

/** Words for what registries and networks do. */
final class RegistryTrouble {
    private static final int LONGEST = 300;

    private final String registry;

    RegistryTrouble(RegistryAddress address) {
        registry = address.host();
    }

    DiverException network(String doing, IOException cause) {
        var text = String.valueOf(cause.getMessage());
        var problem = switch (cause) {
            case UnknownHostException unknown -> offline(doing, "Nobody knows the name " + registry + ".");
            case ConnectException refused -> offline(doing, "It takes no connection.");
            case NoRouteToHostException unreachable -> offline(doing, "There is no way to it.");
            case SocketTimeoutException silent -> offline(doing, "It does not answer.");
            case SSLException untrusted ->
                new Problem(
                        Kind.NOT_ALLOWED,
                        doing + " failed: " + registry + " cannot be trusted to be who it says.",
                        text,
                        "Where it has an authority of its own, name that: diver catalog add --ca FILE.");
            default ->
                new Problem(
                        Kind.FAILED,
                        doing + " failed: the connection to " + registry + " broke.",
                        text,
                        "Do it again; what has come is kept.");
        };
        return new DiverException(problem, cause);
    }

    private Problem offline(String doing, String why) {
        return new Problem(
                Kind.OFFLINE,
                doing + " failed: " + registry + " cannot be reached.",
                why,
                "Look at the network and the catalog's address (diver catalog list). What was pulled before still works.");
    }

    /** What an answer's status and body say. */
    DiverException status(String doing, int status, String type, byte[] body, boolean hadLogin) {
        var said = said(type, body);
        return switch (status) {
            case 401 ->
                new DiverException(
                        Kind.NOT_ALLOWED,
                        hadLogin
                                ? doing + " failed: " + registry + " refuses the login."
                                : doing + " failed: " + registry + " wants a login.",
                        said,
                        "diver catalog login NAME keeps one in the desktop's secret store.");
            case 403 ->
                new DiverException(
                        Kind.NOT_ALLOWED,
                        doing + " failed: " + registry + " does not allow it.",
                        said,
                        "Ask whoever runs it for the right, or use another login.");
            case 404 ->
                new DiverException(Kind.NOT_FOUND, doing + " failed: " + registry + " does not have it.", said, "");
            case 429 ->
                new DiverException(
                        Kind.RATE_LIMITED,
                        doing + " failed: " + registry + " was asked too often.",
                        said,
                        "Wait a while, or log in: who is known may often ask more.");
            default ->
                new DiverException(
                        Kind.FAILED,
                        doing + " failed: " + registry + " answers with status " + status + ".",
                        said,
                        status >= 500 ? "It is in trouble itself; try again later." : "");
        };
    }

    DiverException nonsense(String doing, String why) {
        return new DiverException(
                Kind.DAMAGED, doing + " failed: " + registry + " does not answer as a registry does.", why, "");
    }

    /** OCI distribution specification 1.1, "Error Codes"; a web page instead is told as such. */
    private static String said(String type, byte[] body) {
        if (type.contains("html")) {
            return "It answers with a web page; perhaps a proxy or another service is there.";
        }
        try {
            var errors = new JsonMapper().readTree(body).path("errors");
            return StreamSupport.stream(errors.spliterator(), false)
                    .limit(3)
                    .map(error -> plain(List.of(error.path("code"), error.path("message"))))
                    .collect(Collectors.joining("; "));
        } catch (IOException e) {
            return "";
        }
    }

    private static String plain(List<JsonNode> parts) {
        var text = parts.stream()
                .map(JsonNode::asText)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
        return PlainText.line(text, LONGEST);
    }
}
