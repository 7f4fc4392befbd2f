package dev.parley.agents.openai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.agents.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;

/** Tokens as gpt-4o and its successors count them (o200k). The table is read when it is first needed. */
@ApplicationScoped
public class ModelTokens implements TokenCount {
    private Encoding encoding;

    @Override
    public int of(String text) {
        return encoding().countTokensOrdinary(text);
    }

    private synchronized Encoding encoding() {
        if (encoding == null) {
            encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        }
        return encoding;
    }
}
