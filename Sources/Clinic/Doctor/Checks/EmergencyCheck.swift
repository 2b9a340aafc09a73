internal import ClinicalRecord
internal import Ledger

/// Emergency looks that nobody has reviewed, by their headers: each is a stream of its own, opened
/// and then reviewed.
struct EmergencyCheck: HealthCheck {
  let name = "emergency access"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let open = try site.ledger().read { snapshot in
      var open = 0
      for subject in try snapshot.subjects(with: .access) {
        for stream in try snapshot.streams(of: subject)
        where stream.type == .access && stream.number > 0 {
          guard let head = try snapshot.streamHead(stream) else { continue }
          let header = try snapshot.outline(at: head.position).header
          if header.isOf(EmergencyAccessOpened.kind) { open += 1 }
        }
      }
      return open
    }
    guard open > 0 else { return ok("none waits for a review") }
    return look(
      "\(open) not reviewed yet",
      "have somebody who may review them do so (candor report security)")
  }
}
