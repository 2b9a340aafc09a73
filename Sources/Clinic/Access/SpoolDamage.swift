internal import ClinicalRecord
internal import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import TransparencyLog

/// What of the spool does not read, as it is told.
public struct SpoolDamage: Hashable, Sendable {
  public var byteCount: Int
  /// Looks among it that were shown; 0 where nothing counts them any more.
  public var lookCount: UInt32
  /// Where the bytes are kept, put aside; nil while they lie in the spool still.
  public var keptPath: String?
  /// Of the entry that says so; nil while it could not be recorded.
  public var position: UInt64?

  /// One sentence, and what to do.
  public var words: String {
    let looks =
      switch lookCount {
      case 0: "and how many looks are among them, nothing tells"
      case 1: "1 look that was shown among them"
      default: "\(lookCount) looks that were shown among them"
      }
    let kept =
      keptPath.map { "kept as \($0)" } ?? "left where they are, since they could not be copied"
    let entry = position.map { ", and recorded (entry \($0))" } ?? ", and not recorded yet"
    return
      "The spool for emergencies is damaged: \(byteCount) bytes do not read, \(looks); they are "
      + "\(kept)\(entry). Tell the compliance officer, and ask who looked while the disk was full."
  }
}

/// The bytes of the spool that do not read, and where they are put aside.
struct DamagedSpool {
  let bytes: [UInt8]
  let lookCount: UInt32
  private let digest: Hash
  private let spoolPath: String

  /// Nil where everything reads.
  init?(_ contents: SpoolContents, of file: [UInt8], at path: String) {
    guard contents.isDamaged else { return nil }
    bytes = contents.damage.flatMap { range in
      let there = range.clamped(to: 0..<file.count)
      // What was cut off is kept as the zeros that it reads as.
      return file[there] + [UInt8](repeating: 0, count: range.count - there.count)
    }
    lookCount = contents.lostCount
    digest = Hash.sha256(bytes)
    spoolPath = path
  }

  /// Named by what it holds, so that the same damage is kept once.
  var keptPath: String { spoolPath + Self.suffix + digest.hex.prefix(16) }

  private static let suffix = ".damaged-"

  /// The same damage is recorded once, too.
  func appendID(in ledger: LedgerID) -> AppendID? {
    let seed = Array("candor/spool-damage/v1\0".utf8) + ledger.bytes + digest.bytes
    return AppendID(bytes: Array(Hash.sha256(seed).bytes.prefix(16)))
  }

  var event: AccessSpoolDamaged {
    var event = AccessSpoolDamaged()
    event.byteCount = UInt32(clamping: bytes.count)
    event.lookCount = lookCount
    event.digest = Data(digest.bytes)
    return event
  }

  /// Puts the bytes aside, on disk when this returns; never over anything.
  func keep() throws {
    do throws(FileFailure) {
      try DurableFile.create(keptPath, holding: bytes)
    } catch {
      guard error.isTaken else {
        throw ClinicError.file(path: keptPath, what: error.reason + ".")
      }
    }
  }

  /// The files in the ledger's directory that keep what did not read.
  static func keptFiles(in directory: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasPrefix(AccessSpool.name + suffix) }.sorted()
  }
}

extension Clinic {
  /// Keeps what of the spool does not read, and has the program record that; what fails is tried by
  /// the next write again.
  ///
  /// - Returns: what is to be told; nil where everything reads.
  func keepDamage(of held: HeldSpool) -> SpoolDamage? {
    guard let damaged = held.damage else { return nil }
    var told = SpoolDamage(byteCount: damaged.bytes.count, lookCount: damaged.lookCount)
    // First the copy: a crash behind it finds it there. Then the entry, under an id that is the
    // copy's. Only then may the spool be written over.
    guard (try? damaged.keep()) != nil else { return told }
    told.keptPath = damaged.keptPath
    told.position = try? recordDamage(damaged)
    return told
  }

  private func recordDamage(_ damaged: DamagedSpool) throws -> UInt64? {
    guard let id = damaged.appendID(in: ledger.id) else { return nil }
    return try recordOperation(
      .accessSpoolDamaged(damaged.event), by: try programSigner(), id: id, appendsSpooled: false
    ).positions.lowerBound
  }
}
