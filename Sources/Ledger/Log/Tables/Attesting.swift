internal import LMDB
internal import TransparencyLog

extension LedgerSnapshot {
  /// The row that attests the tables as they will be after an append; nil where it is not due, or
  /// where there is no key for it, or what would be attested cannot be believed.
  ///
  /// - Parameters:
  ///   - changes: the heads that the append moves.
  ///   - frontier: of the tree with the append.
  ///   - site: the append's own entries of ``SiteEntries``.
  func attestation(
    after changes: [StreamKey: StreamHead], frontier: Frontier,
    site added: [(position: UInt64, leaf: Hash)]
  ) throws(LedgerError) -> [UInt8]? {
    guard let key = tablesRead.trust.key else { return nil }
    let known = try knownTables()
    if let attested = known.attested,
      frontier.size - attested.size < tablesRead.trust.entriesPerAttestation
    {
      return nil
    }
    // Nothing is attested over what cannot be believed, nor over a stream that its links leave out
    // entries of: whoever believed it would not look again.
    guard known.scan.isWhole else { return nil }
    // What is decided by is attested for once its signatures were checked.
    guard try siteRecord().unsigned.isEmpty else { return nil }
    var site = known.scan.site
    for entry in added { site.add(entry.position, entry.leaf) }
    let attestation = TableAttestation(
      frontier: frontier, appendCount: known.appendCount + 1, siteDigest: site.digest,
      buckets: try buckets(after: changes, known))
    return attestation.row(key, in: ledgerID)
  }

  /// The digests of the heads with these changes: those of untouched buckets stay.
  private func buckets(
    after changes: [StreamKey: StreamHead], _ known: KnownTables
  ) throws(LedgerError) -> [Hash] {
    guard let attested = known.attested, known.all == nil else {
      return try bucketsOfAll(after: changes, known)
    }
    var buckets = attested.buckets
    var heads = known.scan.streams.mapValues { Optional($0.head) }
    for (stream, head) in changes { heads[stream] = .some(.some(head)) }
    for (bucket, streams) in Dictionary(
      grouping: heads, by: { HeadBucket.index(of: $0.key.subject) })
    {
      // A row that was set back must not be attested with the others of its bucket.
      guard try believeHeads(bucket: bucket) == nil else {
        return try bucketsOfAll(after: changes, try knownTables())
      }
      let moved = Dictionary(streams.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
      buckets[bucket] = try digest(of: bucket, with: moved)
    }
    return buckets
  }

  /// The digests of all heads, from the entries.
  private func bucketsOfAll(
    after changes: [StreamKey: StreamHead], _ known: KnownTables
  ) throws(LedgerError) -> [Hash] {
    guard known.all != nil else { throw .inconsistent(what: "the stream heads are not known") }
    var rows = [[HeadRow]](repeating: [], count: TableAttestation.bucketCount)
    let heads = known.scan.streams.mapValues(\.head).merging(changes) { $1 }
    for (stream, head) in heads {
      rows[HeadBucket.index(of: stream.subject)]
        .append(HeadRow(key: StreamHead.key(stream), head: head))
    }
    return rows.map { rows in
      HeadBucket.digest(of: rows.sorted { $0.key.lexicographicallyPrecedes($1.key) })
    }
  }
}
