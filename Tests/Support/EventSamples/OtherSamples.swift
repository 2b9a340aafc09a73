public import ClinicalRecord

// What is about nobody's chart: accesses, staff, policies, operations.

extension EventSample {
  static let others: [EventSample] = [
    EventSample(
      .access, 1,
      #""look": {"scope": "SCOPE_VISIT", "visit_number": 2, "answer": "ANSWER_TIMELINE"}"#,
      "Viewed: timeline, visit 2"),
    EventSample(
      .access, 2,
      #""listed_count": 7"#,
      "Listed, one of 7"),
    EventSample(
      .access, 5,
      #"""
      "look": {"scope": "SCOPE_VISIT", "visit_number": 2, "answer": "ANSWER_TIMELINE"}, \#
      "reason": "seizure in the waiting room", "host": "desk-2"
      """#,
      "Emergency access opened at desk-2: timeline, visit 2: seizure in the waiting room"),
    EventSample(
      .access, 6,
      #""outcome": "OUTCOME_JUSTIFIED", "note": "spoke to both""#,
      "Emergency access reviewed: justified: spoke to both"),
    EventSample(
      .staff, 1,
      #"""
      "actor": 1, "handle": "ada", "display_name": "Ada Byron, MD", "role": \#
      "ROLE_ADMINISTRATOR"
      """#,
      "Staff enrolled: Ada Byron, MD (ada), administrator"),
    EventSample(
      .staff, 2,
      #"""
      "actor": 1, "specialty": "SPECIALTY_ANESTHESIOLOGY", "valid_from": "2026-01-01", \#
      "valid_until": "2026-11-02"
      """#,
      "Staff credentialed: anesthesiology, 2026-01-01 to 2026-11-02"),
    EventSample(
      .staff, 3,
      #""actor": 1, "cause": "CAUSE_LEAVE""#,
      "Staff suspended: leave"),
    EventSample(
      .staff, 4,
      #""actor": 1"#,
      "Staff reinstated"),
    EventSample(
      .staff, 5,
      #""actor": 1"#,
      "Staff departed"),
    EventSample(
      .staff, 6,
      #""actor": 1, "cause": "CAUSE_FORGOTTEN_PASSPHRASE""#,
      "Staff key replaced: forgotten passphrase"),
    EventSample(
      .staff, 7,
      #"""
      "actor": 1, "chart": "q6urq6urq6urq6urq6urqw==", "visit_number": 2, \#
      "data_key_number": 3
      """#,
      "Device assigned: chart abababababababab, visit 2"),
    EventSample(
      .staff, 8,
      #""actor": 1"#,
      "Device released"),
    EventSample(
      .policy, 1,
      #""name": "omaha-mood-and-pain", "version": 1, "document": "e30=""#,
      "Policy adopted: omaha-mood-and-pain, version 1"),
    EventSample(
      .operations, 1,
      #""actor": 4, "cause": "CAUSE_WRONG_PASSPHRASE", "host": "desk-2""#,
      "Sign-in refused at desk-2: wrong passphrase"),
    EventSample(
      .operations, 2,
      #"""
      "actor": 4, "act": "timeline", "cause": "CAUSE_ROLE", "chart": \#
      "q6urq6urq6urq6urq6urqw==", "host": "desk-2"
      """#,
      "Act refused at desk-2: timeline, role, chart abababababababab"),
    EventSample(
      .operations, 3,
      #""size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=""#,
      "Backup taken: 9 entries, root \(root), keyring not copied"),
    EventSample(
      .operations, 4,
      #"""
      "size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "is_rollback": \#
      true
      """#,
      "Ledger restored: 9 entries, root \(root), before a known checkpoint"),
    EventSample(
      .operations, 5,
      #"""
      "size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", \#
      "signatures_checked": true
      """#,
      "Ledger verified: 9 entries, root \(root), 0 problems, signatures checked"),
    EventSample(
      .operations, 6,
      "",
      "Legal hold placed: the chart is not erased while it lasts"),
    EventSample(.operations, 7, "", "Legal hold released"),
    EventSample(
      .operations, 8,
      #""ground": "GROUND_RETENTION_ENDED""#,
      "Chart erasure intended: retention ended"),
    EventSample(
      .operations, 9,
      #""is_replayed": true"#,
      "Chart erasure completed, again, after a restore"),
    EventSample(
      .operations, 10,
      #"""
      "byte_count": 460, "look_count": 1, "digest": \#
      "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
      """#,
      "Emergency spool damaged: 460 bytes, 1 look among them, do not read; kept, SHA-256 \(root)"),
    EventSample(
      .operations, 11,
      #"""
      "size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", \#
      "head_count": 2, "append_count": 1, "is_frontier": true
      """#,
      "Tables mended from 9 entries, root \(root): 2 stream heads, 1 append id, 1 frontier"),
    EventSample(
      .operations, 12,
      #""size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=""#,
      "Checkpoint given up: 9 entries, root \(root)"),
    EventSample(
      .operations, 13,
      #""size": 9, "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=""#,
      "Recorded while the ledger did not continue the checkpoint of 9 entries, root \(root)"),
  ]
}
