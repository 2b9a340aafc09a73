import ClinicalRecord
import EventSamples

/// All that the model is told of an event: its name. What that means stands in its own tables.
extension EventSample {
  var streamName: String { kind.stream.name }
  var eventName: String { kind.identifier }
}
