using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Laws;

/// <summary>A value for which the base has no column.</summary>
/// <param name="Table">Where it was written, quoted and with its schema.</param>
/// <param name="Column">In which column, quoted.</param>
/// <param name="Value">What was written.</param>
internal sealed record NewValue(string Table, string Column, MadeValue Value);
