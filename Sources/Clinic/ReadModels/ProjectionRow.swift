internal import Bytes
internal import Crypto
internal import Ledger
internal import Projections
internal import TransparencyLog

/// What a projection's rows lie with. All of a table is proved whenever it is opened, so that each
/// holds what is asked for together.
enum RowPlace: Sendable {
  /// A table that every command may read.
  case daily
  /// A table that reports alone read.
  case reports
  /// A file for each chart: what is asked of one chart costs the same in a clinic of 100,000.
  case charts
}

/// Where a state is stored.
struct RowName: Hashable, Sendable {
  let prefix: String
  let subject: SubjectID
  /// Of the visit; 0 for the chart's own.
  let number: UInt32
  let place: RowPlace

  init(_ projection: any StoredProjection.Type, of subject: SubjectID, _ number: UInt32) {
    prefix = projection.rowPrefix
    place = projection.place
    self.subject = subject
    self.number = number
  }

  var key: [UInt8] {
    var key = Array(prefix.utf8) + subject.bytes
    key.appendBigEndian(number)
    return key
  }

  /// Whose row lies under a key; nil for what is none.
  static func subject(ofKey key: [UInt8]) -> SubjectID? {
    SubjectID(bytes: Array(key.dropLast(4).suffix(16)))
  }
}

/// What the rows of a chart, or of the drug book, are sealed with: derived from a data key of it.
struct RowKey: Sendable {
  /// Of the data key.
  let number: UInt32
  fileprivate let key: SymmetricKey

  init(_ dataKey: DataKey) {
    number = dataKey.number
    key = dataKey.derive(purpose: "candor/projections/rows")
  }
}

/// A stored state with all that it rests on, which its seal covers.
///
/// It is believed where that is what the log says now, and nowhere else: a row that is older, is
/// another's or was altered is no row.
struct ProjectionRow: Hashable, Sendable {
  /// Where the chart's streams stood that were folded.
  var places: [StreamPlace]
  /// Of the site, as the projection says.
  var basis: [UInt8]
  /// False: it holds for that very moment.
  var isSettled: Bool
  /// When the last entry was recorded that the ledger had then.
  var foldedMicroseconds: Int64
  /// Of the projection.
  var state: [UInt8]

  /// Whether it is the state as of a moment.
  func holds(at places: [StreamPlace], basis: [UInt8], _ moment: Moment) -> Bool {
    guard self.places == places, self.basis == basis else { return false }
    return isSettled
      ? foldedMicroseconds <= moment.nowMicroseconds
      : foldedMicroseconds == moment.nowMicroseconds
  }
}

extension ProjectionRow {
  private static let numberByteCount = 4

  /// The number of the data key that a stored row is sealed under; nil for what is no row.
  static func dataKeyNumber(of stored: [UInt8]) -> UInt32? {
    guard stored.count > numberByteCount else { return nil }
    return UInt32(littleEndianBytes: stored.prefix(numberByteCount))
  }

  /// Opens a stored row; nil for what is not what was stored there.
  ///
  /// - Parameter key: the one of the row's number.
  init?(opening stored: [UInt8], at name: RowName, with key: RowKey) {
    guard
      let box = try? AES.GCM.SealedBox(combined: stored.dropFirst(Self.numberByteCount)),
      let plaintext = try? AES.GCM.open(box, using: key.key, authenticating: name.key)
    else { return nil }
    do throws(RowDefect) {
      var reader = RowReader([UInt8](plaintext))
      places = []
      for _ in 0..<(try reader.number()) {
        places.append(try StreamPlace(from: &reader, of: name.subject))
      }
      basis = Array(try reader.blob())
      isSettled = try reader.flag()
      foldedMicroseconds = try reader.signed()
      state = Array(reader.rest())
    } catch {
      return nil
    }
  }

  /// As it is stored: the data key's number, u32 little-endian, then nonce, ciphertext and tag.
  func sealed(at name: RowName, with key: RowKey) throws -> [UInt8] {
    var writer = RowWriter()
    writer.put(UInt64(places.count))
    for place in places { place.write(to: &writer) }
    writer.put(basis)
    writer.put(isSettled)
    writer.put(foldedMicroseconds)
    let box = try AES.GCM.seal(
      writer.bytes + state, using: key.key, authenticating: name.key)
    guard let combined = box.combined else { throw KeyError.openFailed(what: "a projection's row") }
    var stored: [UInt8] = []
    stored.appendLittleEndian(key.number)
    return stored + combined
  }
}

extension StreamPlace {
  fileprivate init(from row: inout RowReader, of subject: SubjectID) throws(RowDefect) {
    let type = StreamType(rawValue: try row.small())
    let number: UInt32 = try row.small()
    let revision: UInt32 = try row.small()
    let position = try row.number()
    guard let hash = Hash(bytes: try row.blob()) else { throw RowDefect() }
    self.init(
      stream: StreamKey(type: type, subject: subject, number: number), revision: revision,
      position: position, leafHash: hash)
  }

  fileprivate func write(to row: inout RowWriter) {
    row.put(UInt64(stream.type.rawValue))
    row.put(UInt64(stream.number))
    row.put(UInt64(revision))
    row.put(position)
    row.put(leafHash.bytes)
  }
}
