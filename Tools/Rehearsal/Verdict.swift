private import Foundation

/// What `candor verify --format json` said.
public struct Verdict: Sendable {
  public let isSound: Bool
  public let size: Int
  public let signatureCount: Int
  /// Of the damaged entries that it names.
  public let damagedPositions: [Int]
  public let problemCount: Int

  /// Verifies with signatures.
  ///
  /// - Parameters:
  ///   - ledger: nil: the rehearsal's own.
  ///   - code: the exit code to expect: 0 sound, 1 not.
  public init(
    from program: Program, ledger: String? = nil, expecting code: Int32 = 0
  ) throws {
    let text = try program.run(
      ["verify", "--signatures", "--format", "json"], ledger: ledger, expecting: code)
    guard
      let verdict = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { throw RehearsalError.unexpected("verify answered no JSON object: \(text)") }
    let problems = verdict["problems"] as? [[String: Any]] ?? []
    isSound = verdict["sound"] as? Bool ?? false
    size = verdict["size"] as? Int ?? -1
    signatureCount = verdict["signatures_checked"] as? Int ?? -1
    problemCount = verdict["problem_count"] as? Int ?? -1
    damagedPositions = problems.filter { $0["kind"] as? String == "damagedEntry" }
      .compactMap { $0["position"] as? Int }
  }
}
