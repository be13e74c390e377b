using System.Globalization;
using Npgsql;

namespace OpsCenter.Migrations.Preflight;

/// <summary>One row of what a rule asked the server for, its columns counted from 0.</summary>
internal sealed class EvidenceRow
{
    private readonly object?[] _values;

    private EvidenceRow(object?[] values) => _values = values;

    public static EvidenceRow Read(NpgsqlDataReader reader) =>
        new([
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column)),
        ]);

    public bool IsNull(int column) => _values[column] is null;

    public string Text(int column) =>
        Convert.ToString(_values[column], CultureInfo.InvariantCulture) ?? "";

    /// <summary>0 for null.</summary>
    public long Number(int column) =>
        Convert.ToInt64(_values[column] ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>False for null.</summary>
    public bool Flag(int column) => _values[column] is true;
}
