/// One stream of looks at a chart, by what its entries' headers tell: number 0 takes the ordinary
/// looks; from 1 on each holds one emergency access, opened and then reviewed by somebody else.
public struct AccessStream: Sendable {
  /// Why an entry cannot stand there.
  public enum Refusal: Hashable, Sendable {
    case emergencyAmongLooks
    case lookInEmergency
    case openedBefore
    case notOpened
    case reviewedBefore
    case ownReview
  }

  public let number: UInt32
  /// Who opened the chart; nil before that.
  public private(set) var opener: UInt32?
  public private(set) var isReviewed = false

  public init(number: UInt32) { self.number = number }

  /// Why a kind of event may not be said here now; nil when it may.
  ///
  /// Who may say it by role stands with the kind.
  /// - Parameter actor: who says it.
  public func refusal(of kind: EventKind, by actor: UInt32) -> Refusal? {
    switch kind {
    case EmergencyAccessOpened.kind:
      if number == 0 { return .emergencyAmongLooks }
      return opener == nil ? nil : .openedBefore
    case EmergencyAccessReviewed.kind:
      guard let opener else { return .notOpened }
      if opener == actor { return .ownReview }
      return isReviewed ? .reviewedBefore : nil
    default:
      return number == 0 ? nil : .lookInEmergency
    }
  }

  /// Takes one more entry, in ledger order. Nothing is judged here: what the ledger holds was said.
  public mutating func evolve(_ kind: EventKind, by actor: UInt32) {
    guard number > 0 else { return }
    if kind == EmergencyAccessOpened.kind { opener = opener ?? actor }
    if kind == EmergencyAccessReviewed.kind { isReviewed = true }
  }
}
