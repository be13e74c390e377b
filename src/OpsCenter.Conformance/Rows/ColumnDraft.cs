namespace OpsCenter.Conformance.Rows;

/// <summary>The current value of a column of a <see cref="RowDraft"/>, and other values to try.</summary>
internal sealed class ColumnDraft
{
    private readonly IReadOnlyList<string> _others;
    private GeneratedValue? _generated;
    private int _at = -1;

    /// <param name="column">The column.</param>
    /// <param name="generated">The generated value, which is tried first; null if there is none.</param>
    /// <param name="others">The values to try next.</param>
    public ColumnDraft(ColumnShape column, GeneratedValue? generated, IReadOnlyList<string> others)
    {
        _generated =
            generated
            ?? (
                others.Count == 0
                    ? GeneratedValue.Plain(column.Default is null ? "NULL" : "DEFAULT")
                    : null
            );
        _others = others;
        Restart();
    }

    public GeneratedValue Value { get; private set; } = GeneratedValue.Plain("NULL");

    /// <summary>Whether the current value is the generated one.</summary>
    public bool IsGenerated => _generated is not null && ReferenceEquals(Value, _generated);

    /// <summary>Moves to the next value; after the last one returns false and starts again.</summary>
    public bool Next()
    {
        if (++_at < _others.Count)
        {
            Value = GeneratedValue.Plain(_others[_at]);
            return true;
        }

        Restart();
        return false;
    }

    public void Replace(GeneratedValue? generated)
    {
        _generated = generated ?? _generated;
        Restart();
    }

    public void Set(string literal) => Value = GeneratedValue.Plain(literal);

    private void Restart()
    {
        _at = _generated is null ? 0 : -1;
        Value = _generated ?? GeneratedValue.Plain(_others[0]);
    }
}
