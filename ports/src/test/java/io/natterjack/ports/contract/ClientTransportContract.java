package io.natterjack.ports.contract;

/// Everything a [io.natterjack.ports.transport.ClientTransport] promises, one aspect per parent interface.
public interface ClientTransportContract extends InputContract, OutputContract, EndContract, LaneContract {}
