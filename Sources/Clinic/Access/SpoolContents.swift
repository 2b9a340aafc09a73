/// What a spool's file holds: its whole records, and what of it does not read.
struct SpoolContents: Equatable {
  /// The head in force. Of a file of Candor 0.2.0, which has none, and of one whose heads do not
  /// read, what a head would say.
  private(set) var head: SpoolHead
  /// As Candor 0.2.0 made it: without heads, its records from the first byte on.
  let isFirstFormat: Bool
  /// Whether a head reads.
  let hasHead: Bool
  private(set) var records: [SpoolRecord] = []
  /// What should be records, or heads, and is none.
  private(set) var damage: [Range<Int>] = []
  /// How many looks are among the damage; 0 where there is no damage, or nothing counts them.
  private(set) var lostCount: UInt32 = 0
  /// Behind all that counts lie bytes of a write that was interrupted: its answer was not shown.
  private(set) var hasTornEnd = false

  var waiting: [SpoolRecord] { records.filter { $0.state == .waiting } }

  var isDamaged: Bool { !damage.isEmpty }

  /// Where the next record goes: behind everything, whether or not it reads.
  private(set) var nextOffset: Int

  init(of file: [UInt8]) {
    let heads = AccessSpool.headOffsets.map { offset in
      SpoolHead(Array(file.dropFirst(offset).prefix(SpoolHead.byteCount)))
    }
    let known = heads.compactMap(\.self).max { $0.sequence < $1.sequence }
    hasHead = known != nil
    isFirstFormat = known == nil && file.count == AccessSpool.firstFormatByteCount
    head = known ?? SpoolHead(sequence: 0, firstNumber: 1)
    nextOffset = AccessSpool.begin
    // What was cut off reads as blank.
    let missing = max(0, AccessSpool.byteCount - file.count)
    let whole = file + [UInt8](repeating: 0, count: missing)
    if isFirstFormat {
      walkFirstFormat(whole)
    } else if known != nil {
      walk(whole, upTo: head.end)
      takeEnd(of: whole, isInDoubt: heads.contains(nil))
    } else {
      walkWithoutHeads(whole)
    }
  }

  /// Takes every record up to there. Between two of them lies nothing: what does not read is
  /// damage.
  private mutating func walk(_ file: [UInt8], from begin: Int = AccessSpool.begin, upTo end: Int) {
    var offset = begin
    while offset < end {
      if let record = SpoolRecord(in: file, at: offset), record.end <= end {
        records.append(record)
        offset = record.end
      } else {
        let next = Self.nextRecord(in: file, behind: offset, upTo: end)?.offset ?? end
        damage.append(offset..<next)
        offset = next
      }
    }
    nextOffset = max(nextOffset, end)
    lostCount = head.count - min(head.count, UInt32(records.count))
  }

  /// What lies behind the end that the head names. A record is on disk before the head that counts
  /// it is written, so of a record and its head at most one is torn.
  private mutating func takeEnd(of file: [UInt8], isInDoubt: Bool) {
    if let record = SpoolRecord(in: file, at: head.end), record.number == head.nextNumber {
      records.append(record)
      head.count += 1
      head.end = record.end
      nextOffset = record.end
    } else if let last = Self.lastByte(of: file, from: head.end) {
      guard isInDoubt else {
        hasTornEnd = true
        return
      }
      damage.append(head.end..<last + 1)
      lostCount += 1
      head.count += 1
      nextOffset = last + 1
    }
  }

  /// Neither head reads: whole records are taken where they are, and all else is damage.
  private mutating func walkWithoutHeads(_ file: [UInt8]) {
    guard let last = Self.lastByte(of: file, from: 0) else {
      damage = [0..<AccessSpool.byteCount]
      return
    }
    damage = AccessSpool.headOffsets.map { $0..<$0 + SpoolHead.byteCount }
    walk(file, upTo: max(AccessSpool.begin, last + 1))
    damage.sort { $0.lowerBound < $1.lowerBound }
    let numbers = records.compactMap(\.number)
    if let first = numbers.min(), let last = numbers.max() {
      head.firstNumber = first
      head.count = last - first + 1
    }
    head.end = nextOffset
  }

  /// Candor 0.2.0 wrote 48 blank bytes behind each record, and left behind those what older records
  /// had left. Whether its last write was torn or damaged, nothing tells: it counts as damage.
  private mutating func walkFirstFormat(_ file: [UInt8]) {
    var offset = 0
    nextOffset = 0
    while offset + SpoolRecord.headerByteCount <= file.count {
      if let record = SpoolRecord(in: file, at: offset) {
        records.append(record)
        offset = record.end
        nextOffset = offset
        continue
      }
      let isBlank = file[offset..<offset + SpoolRecord.headerByteCount].allSatisfy { $0 == 0 }
      let next = Self.nextRecord(in: file, behind: offset, upTo: file.count) {
        $0.state == .waiting || !isBlank
      }
      guard next != nil || !isBlank else { return }
      let end =
        next?.offset
        ?? Self.lastByte(of: file, from: offset, upTo: file.count).map { $0 + 1 } ?? offset
      damage.append(offset..<end)
      nextOffset = end
      offset = end
    }
  }

  private static func nextRecord(
    in file: [UInt8], behind offset: Int, upTo end: Int,
    where isWanted: (SpoolRecord) -> Bool = { _ in true }
  ) -> SpoolRecord? {
    for candidate in (offset + 1)..<max(end, offset + 1) {
      if let record = SpoolRecord(in: file, at: candidate), record.end <= end, isWanted(record) {
        return record
      }
    }
    return nil
  }

  /// The last byte in the room for records that is not blank.
  private static func lastByte(
    of file: [UInt8], from offset: Int, upTo end: Int = AccessSpool.end
  ) -> Int? {
    (offset..<max(offset, min(end, file.count))).last { file[$0] != 0 }
  }
}

extension SpoolContents {
  /// Notes that a record is in the ledger.
  mutating func settle(_ record: SpoolRecord) {
    guard let index = records.firstIndex(where: { $0.offset == record.offset }) else { return }
    records[index].state = .appended
  }

  /// Takes a record that is on disk, with the head that counts it.
  mutating func add(_ record: SpoolRecord, _ head: SpoolHead) {
    records.append(record)
    self.head = head
    nextOffset = record.end
    hasTornEnd = false
  }
}
