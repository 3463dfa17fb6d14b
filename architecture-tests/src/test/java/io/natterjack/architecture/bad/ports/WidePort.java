package io.natterjack.architecture.bad.ports;

import io.natterjack.architecture.bad.domain.BrokerImpl;

/// Breaks: ports know only the JDK; ports are small.
interface WidePort {
    BrokerImpl broker();

    void second();

    void third();

    void fourth();

    void fifth();

    void sixth();

    void seventh();

    void eighth();

    void ninth();
}
