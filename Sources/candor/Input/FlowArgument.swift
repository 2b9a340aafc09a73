/// `2l/min`: a flow of oxygen.
struct FlowArgument: Hashable {
  var litersPerMinute: Double

  init(argument: String) throws {
    litersPerMinute = try Quantity(argument, units: ["l/min"], example: "2l/min").value
  }
}
