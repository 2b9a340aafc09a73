/// Bytes and texts from elsewhere: what a strict reader refuses.
extension Mutant {
  static let ofParsing: [Mutant] = [
    Mutant(
      "json-leading-zero", "a number of JSON may begin with zeros",
      in: "StrictJSON/JSONParser.swift",
      "offset > leading + 1", becomes: "false", nearest: "JSONDocumentTests"),
    Mutant(
      "json-too-deep", "JSON may be nested a level deeper than the stack is asked for",
      in: "StrictJSON/JSONParser.swift",
      "depth < Self.deepest", becomes: "depth <= Self.deepest", nearest: "JSONDocumentTests"),
    Mutant(
      "json-control", "a string of JSON may hold control characters",
      in: "StrictJSON/JSONParser.swift",
      "bytes[offset] >= 0x20", becomes: "true", nearest: "JSONDocumentTests"),
    Mutant(
      "json-half-a-pair", "half a surrogate pair is read with whatever follows it",
      in: "StrictJSON/JSONParser.swift",
      "UTF16.isTrailSurrogate(UInt16(second))", becomes: "true", nearest: "JSONDocumentTests"),
    Mutant(
      "hex-odd", "an odd number of hexadecimal digits loses its last one",
      in: "Bytes/Hex.swift",
      "high == nil ? bytes : nil", becomes: "bytes", nearest: "HexTests"),
    Mutant(
      "varint-short", "a number of ten bytes is not read",
      in: "Bytes/Varint.swift",
      "stride(from: UInt64(0), to: 70, by: 7)", becomes: "stride(from: UInt64(0), to: 63, by: 7)",
      nearest: "VarintTests"),
    Mutant(
      "entry-reserved", "a reserved byte of an entry's header may be anything",
      in: "Ledger/Entry/EntryHeader.swift",
      "bytes.number(at: Offset.reserved) == UInt8(0)", becomes: "true",
      nearest: "EntryStrictnessTests"),
    Mutant(
      "entry-index", "an entry may stand behind the last of its append",
      in: "Ledger/Entry/EntryHeader.swift",
      "index <= lastIndex", becomes: "true", nearest: "EntryStrictnessTests"),
    Mutant(
      "signer-twice", "an entry may be signed by one person twice",
      in: "Ledger/Entry/Signatures.swift",
      "Set(signatures.map(\\.actor)).count == signatures.count", becomes: "true",
      nearest: "EntryStrictnessTests"),
    Mutant(
      "anchor-ahead", "signers may have built on a tree that holds their own entries",
      in: "Ledger/Entry/Signatures.swift",
      "anchor.size <= appendStart.partialValue", becomes: "true",
      nearest: "EntryStrictnessTests"),
    Mutant(
      "stamp-link", "an entry may link to itself",
      in: "Ledger/Entry/Stamp.swift",
      "previous.map({ $0 < position && revision > 0 }) ?? (revision == 0)", becomes: "true",
      nearest: "EntryStrictnessTests"),
    Mutant(
      "padding-long", "a sealed body may be padded by more than a block",
      in: "Ledger/Entry/EntryBody.swift",
      "padded.count - end <= blockByteCount", becomes: "true", nearest: "EntryStrictnessTests"),
    Mutant(
      "body-trailing", "an event may end behind its entry's body",
      in: "Ledger/Entry/EntryBody.swift",
      "isFound && offset == body.byteCount", becomes: "isFound", nearest: "EntryStrictnessTests"),
    Mutant(
      "event-trailing", "something may follow the event in a body",
      in: "ClinicalRecord/Event/EventBytes.swift",
      "length == UInt64(rest.count)", becomes: "length <= UInt64(rest.count)",
      nearest: "BodyTests"),
    Mutant(
      "event-unknown-field", "fields of a newer Candor are left out without a word",
      in: "ClinicalRecord/Event/EventBytes.swift",
      "found || !bytes.isEmpty", becomes: "found", nearest: "BodyTests"),
    Mutant(
      "prepared-trailing", "something may follow a prepared append",
      in: "Ledger/Log/Prepared/PreparedBytes.swift",
      "left == 0", becomes: "true", nearest: "PreparedBytesTests"),
    Mutant(
      "decimal-overflow", "a measurement that does not fit wraps round",
      in: "ClinicalRecord/Vitals/VitalsReading.swift",
      "overTenfold || overSum", becomes: "overTenfold", nearest: "VitalsRunTests"),
    Mutant(
      "offset-minutes", "a clock may be 5 h and 75 min from UTC",
      in: "ClinicalRecord/Time/TimeText.swift",
      "minutes < 60", becomes: "minutes < 100", nearest: "ClinicalTimeTests"),
    Mutant(
      "note-bad-signature", "a note counts as signed whatever its signature is",
      in: "TransparencyLog/Note.swift",
      "!signer.isValid(signature.bytes, for: text)", becomes: "false", nearest: "NoteTests"),
    Mutant(
      "checkpoint-size", "the size of a checkpoint may be written in several ways",
      in: "TransparencyLog/Checkpoint.swift",
      "String(number) == text", becomes: "true", nearest: "CheckpointTests"),
    Mutant(
      "checkpoint-other-log", "a checkpoint of another log is opened",
      in: "TransparencyLog/Checkpoint.swift",
      "checkpoint.origin.utf8.elementsEqual(expected.utf8)", becomes: "true",
      nearest: "CheckpointTests"),
    Mutant(
      "vkey-id", "a verifier key may name another id than its own",
      in: "TransparencyLog/NoteKeys.swift",
      "NoteKey.hex(keyID) == id", becomes: "true", nearest: "NoteKeyTests"),
    Mutant(
      "consistency-old-root", "a consistency proof need not lead to the old root",
      in: "TransparencyLog/Proofs.swift",
      "oldRoot == old.root", becomes: "true", nearest: "ConsistencyProofTests"),
    Mutant(
      "pounds", "pounds are taken for kilograms",
      in: "candor/Input/Quantities.swift",
      "quantity.unit == \"kg\"", becomes: "true", nearest: "QuantityTests"),
    Mutant(
      "yesterday", "\"solid food 22:00\" in the morning is this evening's",
      in: "candor/Input/TimeArgument+Resolving.swift",
      "clock.reading(of: on(today.date), precision).first > reference", becomes: "false",
      nearest: "TimeArgumentTests"),
    Mutant(
      "zone-rule-dropped", "a zone keeps its last offset after its table ends",
      in: "ClinicalRecord/Time/ZoneRules.swift",
      "range.lowerBound == changes.endIndex", becomes: "false",
      nearest: "ZoneRulesTests"),
    Mutant(
      "zone-name-anywhere", "a zone's name may lead out of its folder",
      in: "ClinicalRecord/Time/ZoneRules.swift",
      "part.first.map(isLetter) == true", becomes: "true", nearest: "ZoneRulesTests"),
    Mutant(
      "fall-back-guessed", "of an hour that came twice, the first is taken",
      in: "ClinicalRecord/Time/ClinicClock.swift",
      "shown.count == 1", becomes: "true",
      nearest: "ClinicClockTests"),
    Mutant(
      "monitor-order-ignored", "a monitor's rows of an hour that came twice are all its first",
      in: "Clinic/Import/MonitorClock.swift",
      "index == first || times.count == 1", becomes: "true", nearest: "MonitorClockTests"),
    Mutant(
      "monitor-doubled-column", "of two columns of one name the first is read",
      in: "Clinic/Import/MonitorColumns.swift",
      "places.count > 1", becomes: "false", nearest: "MonitorFileTests"),
    Mutant(
      "monitor-other-unit", "a device's column may be in any unit",
      in: "Clinic/Import/MonitorColumns.swift",
      "channel.units.contains(unit)", becomes: "true", nearest: "MonitorFileTests"),
    Mutant(
      "import-everything", "rows that are on record are added once more",
      in: "Clinic/Import/MonitorRowsOnRecord.swift",
      "$0.sample[channel] == value.doubleValue", becomes: "false", nearest: "MonitorImportTests"),
  ]
}
