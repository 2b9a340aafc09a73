import SwiftProtobufPluginLibrary

/// The lines of Swift that hold one field against its rules.
struct FieldCheck {
  private let field: Field
  /// Where a nested message stands, as an interpolation; nil in an event itself.
  private let path: String?

  init(_ field: Field, under path: String?) {
    self.field = field
    self.path = path
  }

  var lines: [String] {
    let rules = field.rules
    if rules.checkedByHand { return [] }
    if field.isTime { return time }
    if field.isMessage { return message }
    if field.isTerm { return term }
    switch field.descriptor.type {
    case .string: return text
    case .bytes: return bytes
    case .bool: return []
    default: return number
    }
  }

  /// The lines that hold only what is recorded from now on.
  ///
  /// - Parameters:
  ///   - other: whether the event is about another thing than its lists name; nil where that need
  ///     not be said.
  ///   - holdsUp: whether a text may hold the event up.
  func linesOfNewEntries(other: String?, holdsUp: Bool) -> [String] {
    let rules = field.rules
    if !field.isForNewEntries {
      return ["try Expect.replaced(\(value), \(name), by: \"\(rules.replacedBy)\")"]
    }
    if field.isMessage, !field.isTime {
      guard Self.hasNewChecks(field.descriptor.messageType) else { return [] }
      let inner = "checkNew(under: \(name))"
      if field.descriptor.isRepeated { return ["for each in \(value) { try each.\(inner) }"] }
      return ["if \(field.hasName) { try \(value).\(inner) }"]
    }
    if field.isTerm { return termOfNewEntries }
    guard holdsUp, field.descriptor.type == .string, !field.descriptor.isRepeated else {
      return []
    }
    switch rules.text {
    case .name, .version:
      let check = rules.required ? "visibleName" : "nothingHidden"
      return ["try Expect.\(check)(\(value), \(name))"]
    case .note:
      if rules.required { return ["try Expect.visibleText(\(value), \(name))"] }
      guard rules.asked == .whenOther, let other else { return [] }
      return ["if \(other) { try Expect.whichOne(\(value), \(name)) }"]
    default: return []
    }
  }

  /// What may be left out is none but the schema's own where it is said.
  private var termOfNewEntries: [String] {
    let rules = field.rules
    if rules.requiredWhenRecorded { return ["try Expect.term(\(value), \(name))"] }
    guard field.descriptor.options.hasField, !rules.required, !rules.checkedByHand else {
      return []
    }
    return field.descriptor.isRepeated
      ? ["if !\(value).isEmpty { try Expect.distinctTerms(\(value), \(name)) }"]
      : ["try Expect.known(\(value), \(name))"]
  }

  /// Whether one of a message's own fields is held so.
  private static func hasNewChecks(_ message: Descriptor?) -> Bool {
    message?.fields.contains { inner in
      let rules = inner.options.field
      return rules.text == .name || rules.text == .version || rules.requiredWhenRecorded
        || (rules.text == .note && rules.required)
    } ?? false
  }

  private var value: String { field.swiftName }
  private var name: String { "\"\(path ?? "")\(field.name)\"" }

  private var time: [String] {
    let check = "try Expect.time(\(value), \(name))"
    return field.rules.required
      ? ["try Expect.present(\(field.hasName), \(name), \"a time\")", check]
      : ["if \(field.hasName) { \(check) }"]
  }

  private var message: [String] {
    let nested = field.descriptor.messageType?.fields ?? []
    let hasChecks = nested.contains { inner in
      inner.options.hasField && !inner.options.field.checkedByHand
    }
    let inner = "check(under: \(name))"
    if field.descriptor.isRepeated {
      return hasChecks ? ["for each in \(value) { try each.\(inner) }"] : []
    }
    var lines: [String] = []
    if field.rules.required {
      lines.append("try Expect.present(\(field.hasName), \(name), \"its fields\")")
    }
    if hasChecks { lines.append("if \(field.hasName) { try \(value).\(inner) }") }
    return lines
  }

  private var term: [String] {
    guard field.rules.required else { return [] }
    return field.descriptor.isRepeated
      ? ["try Expect.distinctTerms(\(value), \(name))"] : ["try Expect.term(\(value), \(name))"]
  }

  private var text: [String] {
    let isRequired = field.rules.required
    switch field.rules.text {
    case .name, .version:
      return ["try Expect.\(isRequired ? "name" : "optionalName")(\(value), \(name))"]
    case .note: return ["try Expect.\(isRequired ? "text" : "note")(\(value), \(name))"]
    case .date:
      return ["_ = try Expect.date(\(value), \(name), isPersonal: \(field.rules.personal))"]
    case .rule:
      return field.descriptor.isRepeated
        ? ["for each in \(value) { try Expect.rule(each, \(name)) }"]
        : ["try Expect.rule(\(value), \(name))"]
    case .unspecified, .UNRECOGNIZED: return []
    }
  }

  private var bytes: [String] {
    let check: String
    switch field.rules.bytes {
    case .chart: check = "try Expect.chart(\(value), \(name))"
    case .root: check = "try Expect.root(\(value), \(name))"
    case .digest: check = "try Expect.digest(\(value), \(name))"
    case .unspecified, .UNRECOGNIZED: return []
    }
    return [field.rules.required ? check : "if !\(value).isEmpty { \(check) }"]
  }

  private var number: [String] {
    let rules = field.rules
    if rules.actor { return rules.required ? ["try Expect.actor(\(value), \(name))"] : [] }
    if field.descriptor.type == .uint64 {
      return rules.required ? ["try Expect.entry(\(value), \(name))"] : []
    }
    let unit = rules.unit.isEmpty ? "" : ", \"\(rules.unit)\""
    if field.descriptor.type == .double {
      guard rules.hasMax else { return [] }
      let most = rules.max.formatted
      return rules.required
        ? ["try Expect.positive(\(value), \(name), atMost: \(most)\(unit))"]
        : optional("try Expect.notNegative(\(value), \(name), atMost: \(most)\(unit))")
    }
    guard rules.required || rules.hasMin || rules.hasMax else { return [] }
    let least = rules.hasMin ? rules.min.formatted : "1"
    let most = rules.hasMax ? rules.max.formatted : "UInt32.max"
    let range = "\(least)...\(most)"
    let check = "try Expect.whole(\(value), \(name), \(range)\(unit))"
    if rules.required, field.tellsZeroFromNothing {
      return ["try Expect.present(\(field.hasName), \(name), \"a number\")", check]
    }
    return rules.required ? [check] : ["if \(value) != 0 { \(check) }"]
  }

  private func optional(_ check: String) -> [String] {
    [field.tellsZeroFromNothing ? "if \(field.hasName) { \(check) }" : check]
  }
}

extension Double {
  /// Without a fraction where there is none.
  var formatted: String { self == rounded() ? String(Int64(self)) : String(self) }
}
