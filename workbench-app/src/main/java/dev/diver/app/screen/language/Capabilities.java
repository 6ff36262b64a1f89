package dev.diver.app.screen.language;

import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformationCapabilities;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.SemanticTokensCapabilities;
import org.eclipse.lsp4j.SemanticTokensClientCapabilitiesRequests;
import org.eclipse.lsp4j.SemanticTokensClientCapabilitiesRequestsFull;
import org.eclipse.lsp4j.SignatureHelpCapabilities;
import org.eclipse.lsp4j.SignatureInformationCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TokenFormat;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;

/** What this editor understands: no snippets, no Markdown, and no edits that make or delete files. */
final class Capabilities {
    private Capabilities() {}

    static ClientCapabilities ofEditor() {
        var item = new CompletionItemCapabilities(false);
        item.setDocumentationFormat(List.of(MarkupKind.PLAINTEXT));
        var symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        var text = new TextDocumentClientCapabilities();
        text.setCompletion(new CompletionCapabilities(item));
        text.setHover(new HoverCapabilities(List.of(MarkupKind.PLAINTEXT), false));
        text.setDocumentSymbol(symbols);
        text.setRename(new RenameCapabilities(true, false));
        var signature = new SignatureInformationCapabilities(List.of(MarkupKind.PLAINTEXT));
        signature.setParameterInformation(new ParameterInformationCapabilities(true));
        text.setSignatureHelp(new SignatureHelpCapabilities(signature, false));
        var tokens = new SemanticTokensClientCapabilitiesRequests();
        tokens.setFull(new SemanticTokensClientCapabilitiesRequestsFull(true));
        text.setSemanticTokens(new SemanticTokensCapabilities(
                tokens, CodeTokens.Kind.names(), List.of(), List.of(TokenFormat.Relative)));
        text.setPublishDiagnostics(new PublishDiagnosticsCapabilities(false));
        return new ClientCapabilities(new WorkspaceClientCapabilities(), text, null);
    }
}
