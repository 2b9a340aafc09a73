extension VitalsRun {
  /// - Throws: `malformed` unless the run unpacks to rows that all measured something, in time
  ///   order.
  func validate() throws(Rejection) {
    try Expect.that(
      offsetSeconds.first == 0, "run.offset_seconds", "at least one row, the first at offset 0")
    try Expect.that(
      zip(offsetSeconds, offsetSeconds.dropFirst()).allSatisfy { $0 < $1 }, "run.offset_seconds",
      "offsets in strictly ascending order")
    var isMeasured = [Bool](repeating: false, count: offsetSeconds.count)
    for channel in VitalsChannel.ofRun {
      guard let packed = self[channel] else { continue }
      try packed.validate("run.\(channel.fieldName)", rowCount: offsetSeconds.count)
      packed.forEachValue(rowCount: offsetSeconds.count) { row, _ in isMeasured[row] = true }
    }
    try Expect.that(
      isMeasured.allSatisfy { $0 }, "run", "a measured channel in every row; leave out blank rows")
  }
}

extension VitalsRun.Channel {
  fileprivate func validate(_ field: String, rowCount: Int) throws(Rejection) {
    try Expect.whole(
      decimalPlaces, "\(field).decimal_places", 0...UInt32(ExactDecimal.mostDecimalPlaces))
    try Expect.that(
      scaled.count == (rows.isEmpty ? rowCount : rows.count), "\(field).scaled",
      "one value for each row that the channel has")
    try Expect.that(
      zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 } && rows.allSatisfy { $0 < rowCount },
      "\(field).rows", "row numbers under \(rowCount) in strictly ascending order")
    try Expect.that(scaled.allSatisfy { $0 >= 0 }, "\(field).scaled", "no negative measurement")
  }
}
