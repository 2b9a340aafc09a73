public import Clinic
internal import ClinicalRecord
internal import Compliance

/// What another policy would change, as JSON with stable keys.
public enum PolicyJSON {
  /// One object, ending in a newline; throws what the encoder throws.
  public static func render(_ check: PolicyCheck) throws -> String {
    try JSONText.render(
      Document(
        name: check.policy.name, version: check.policy.version,
        inForce: InForce(
          name: check.inForce.policy.name, version: check.inForce.policy.version,
          position: check.inForce.position, recorded: check.inForce.recorded.iso8601),
        differences: check.differences.map {
          Difference(key: $0.name, inForce: $0.before, file: $0.after)
        },
        obstacle: check.obstacle?.description))
  }

  private struct Document: Encodable {
    var name: String
    var version: UInt32
    var inForce: InForce
    var differences: [Difference]
    var obstacle: String?
  }

  private struct InForce: Encodable {
    var name: String
    var version: UInt32
    var position: UInt64
    var recorded: String
  }

  private struct Difference: Encodable {
    var key: String
    var inForce: String?
    var file: String?
  }
}
