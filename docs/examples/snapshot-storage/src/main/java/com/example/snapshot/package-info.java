/// A storage that has each stream in memory and writes it to a file of its own, as a whole, with every commit: small
/// enough to be read in one sitting, and too slow for more than that.
///
/// Start at [com.example.snapshot.SnapshotStorageProvider], which the server finds by its name.
package com.example.snapshot;
