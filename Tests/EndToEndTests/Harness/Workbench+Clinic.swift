import Foundation
import Testing

extension Workbench {
  /// A training clinic with an administrator, a physician, a nurse and a front desk, no
  /// passphrases.
  func makeClinic() throws {
    try must("init --site test.example/clinic --training --administrator admin --no-passphrase")
    for (handle, role) in [
      ("dr.okafor", "physician"), ("nurse.lee", "nurse"), ("desk.kim", "front-desk"),
    ] {
      try must("staff enroll \(handle) --role \(role) --no-passphrase --as admin")
    }
  }

  /// A patient with that record number, and a visit for depression.
  func admit(_ number: String, as handle: String = "desk.kim") throws {
    try must(
      "record intake-received --record-number \(number) --another-person --json - --as \(handle)",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    try must("record arrived --patient \(number) --indication depression --as \(handle)")
  }

  /// Runs what has to succeed.
  @discardableResult
  func must(
    _ line: String, input: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Ran {
    let ran = try candor(line, input: input)
    guard ran.code == 0 else {
      Issue.record("\(line): \(ran.code) \(ran.errors)", sourceLocation: sourceLocation)
      throw HarnessError(what: ran.errors)
    }
    return ran
  }
}
