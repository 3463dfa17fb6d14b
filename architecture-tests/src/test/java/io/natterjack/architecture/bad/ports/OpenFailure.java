package io.natterjack.architecture.bad.ports;

/// Breaks: failures of ports are final and unchecked.
class OpenFailure extends Exception {
    private static final long serialVersionUID = 1L;

    OpenFailure(String message) {
        super(message);
    }
}
