package io.natterjack.filestore.stream;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.upkeep.Maintenance;

/// What an open stream is made of.
record Parts(OpenLog log, Messages messages, ConsumerStates consumers, SegmentSupply supply, Maintenance maintenance) {}
