/// Collects what a verification finds: every problem counted, the first ones of each sort kept, so
/// that many of one sort cannot push the only one of another off the list.
struct ProblemList {
  private(set) var listed: [VerificationProblem] = []
  private(set) var count = 0
  private var counts: [VerificationProblem.Kind: Int] = [:]
  private let most: Int

  init(listing most: Int) { self.most = most }

  mutating func add(_ kind: VerificationProblem.Kind, at position: UInt64?, _ text: String) {
    count += 1
    counts[kind, default: 0] += 1
    guard counts[kind, default: 0] <= most else { return }
    listed.append(VerificationProblem(kind: kind, position: position, text: text))
  }
}
