public import Ledger
internal import Synchronization

/// Whom a clinic tells what no answer and no error says: shown to whoever is at the terminal, once.
public final class ClinicObserver: Sendable {
  /// An append of this process, or one that was there under its id already.
  public struct Append: Hashable, Sendable {
    public var id: AppendID
    public var positions: Range<UInt64>
  }

  /// Told nothing to anybody.
  public static var none: ClinicObserver { ClinicObserver { _ in } }

  private let show: @Sendable (ClinicNotice) -> Void
  private let told = Mutex<Set<ClinicNotice>>([])
  private let recorded = Mutex<[Append]>([])

  public init(_ show: @escaping @Sendable (ClinicNotice) -> Void) { self.show = show }

  /// What people have recorded through the clinic, in order: what is to be told of it when the
  /// answer itself cannot be written.
  public var appends: [Append] { recorded.withLock { $0 } }

  /// What was told, in no order.
  var notices: Set<ClinicNotice> { told.withLock { $0 } }

  func tell(_ notice: ClinicNotice) {
    let isNew = told.withLock { $0.insert(notice).inserted }
    if isNew { show(notice) }
  }

  func note(_ id: AppendID, at positions: Range<UInt64>) {
    recorded.withLock { $0.append(Append(id: id, positions: positions)) }
  }
}

/// What somebody at the terminal should know beside the answer.
///
/// No case carries a name of a patient or free text.
public enum ClinicNotice: Hashable, Sendable {
  /// What waits in the spool for emergencies does not read, or not all of it.
  case spoolDamaged(SpoolDamage)
  /// What waits in the spool could not be looked at.
  case spoolUnusable(path: String, cause: String)
  /// A refused sign-in or act could not be recorded, so that wrong passphrases are not counted.
  case refusalNotRecorded(cause: String)
  /// A suspension, a departure or a new key had left the keyring's renewal to be done; it is done.
  case renewalFinished(generation: UInt32)
  /// A killed process had left an erasure to be done; it is done.
  case erasureFinished(FinishedErasure)
  /// What a killed process has left could not be finished, and is tried at the next sign-in again.
  case workLeft(cause: String)
  /// The keys that a replacement has left lying ready have their place now.
  case replacementFinished(handle: String, position: UInt64, keptPath: String?)
  /// Those who were to hold the charts' keys and did not were given them.
  case wrapsGranted(handles: [String])
  /// The ledger contradicts a checkpoint that was published.
  case checkpointContradicted(cause: String)
  /// A table beside the entries contradicts them; the entries were used.
  case tableContradicted(TableDefect)
  /// An answer about many charts leaves one out.
  case chartSetAside(ChartSetAside)
  /// The keyring is there and does not read, so that who holds the charts' keys is left open.
  case keyringUnread(cause: String)
}

extension ClinicNotice: CustomStringConvertible {
  /// One sentence, and what to do.
  public var description: String {
    switch self {
    case .spoolDamaged(let damage): damage.words
    case .spoolUnusable(let path, let cause):
      "The spool for emergencies \(path) could not be opened, and what waits there is not recorded "
        + "yet: \(cause) See candor doctor."
    case .refusalNotRecorded(let cause):
      "This refusal could not be recorded, and wrong passphrases are not counted: \(cause) See "
        + "candor doctor."
    case .renewalFinished(let generation):
      "Finished what an interrupted command had left: the keyring was renewed (generation "
        + "\(generation))."
    case .erasureFinished(let erasure):
      // By its record number the chart is unknown from now on.
      "Finished the interrupted erasure of chart \(erasure.chart.description.prefix(8)), intended at "
        + "entry \(erasure.intendedPosition): candor erase \(erasure.chart) tells it."
    case .checkpointContradicted(let cause):
      "\(cause) What can wait is not recorded; see candor doctor."
    case .tableContradicted(let defect):
      "What the ledger keeps beside its entries is not what they say: \(defect). The entries were "
        + "used; run candor mend, and candor verify."
    case .chartSetAside(let aside):
      "Chart \(aside.chart.description.prefix(8)) is left out of this answer: \(aside.cause)"
    case .keyringUnread(let cause): "Who holds the charts' keys is not known: \(cause)"
    case .workLeft(let cause):
      "What an interrupted command has left to be done could not be finished; the next sign-in "
        + "tries it again: \(cause)"
    case .replacementFinished(let handle, let position, let kept):
      "Finished the replacement of \(handle)'s key (entry \(position)): the new identity file is in "
        + "its place" + (kept.map { ", the old one is kept as \($0)." } ?? ".")
    case .wrapsGranted(let handles):
      "Finished what an interrupted command had left: the charts' keys were given to "
        + "\(handles.joined(separator: ", "))."
    }
  }
}
