public import ClinicalRecord

extension EventSample {
  /// The corrections of a stream, each of the same entry.
  static func corrections(_ stream: EventStream) -> [EventSample] {
    let target =
      #""target": {"position": 31, "leaf_hash": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="}"#
    let (replacement, sentence) =
      switch stream {
      case .chart:
        (#"{"history_form_received": {"form_version": "4"}}"#, "History form received, version 4")
      case .lot: (#"{"lot_counted": {"counted_ug": 1250000}}"#, "Lot counted: 1250 mg")
      default: (#"{"weighed": {"weight_kg": 72.6}}"#, "Weighed 72.6 kg")
      }
    return [
      EventSample(
        stream, 901, #"\#(target), "replacement": \#(replacement), "reason": "typed wrongly""#,
        "Amended #31: \(sentence) (typed wrongly)"),
      EventSample(
        stream, 902, #"\#(target), "reason": "another patient's""#,
        "Entered in error: #31: another patient's"),
      EventSample(stream, 903, target, "Co-signed #31"),
      EventSample(
        stream, 904, #"\#(target), "reason": "it was this patient's""#,
        "Reinstated #31: it was this patient's"),
    ]
  }
}
