package io.natterjack.domain.jetstream.response;

import io.natterjack.domain.jetstream.document.AccountDocument;

/// What is answered about accounts when all is well.
public final class AccountResponses {
    private AccountResponses() {}

    public static byte[] info(AccountDocument account) {
        return ResponseKind.ACCOUNT_INFO.answer(account::write);
    }
}
