namespace OpsCenter.Conformance.Rows;

/// <summary>What a column of a row in the making holds, and what else it could hold.</summary>
internal sealed class ColumnDraft
{
    private readonly IReadOnlyList<string> _others;
    private MadeValue? _made;
    private int _at = -1;

    /// <param name="column">The column.</param>
    /// <param name="made">The value made for it, which comes first; null if none can be made.</param>
    /// <param name="others">What can be tried then.</param>
    public ColumnDraft(ColumnShape column, MadeValue? made, IReadOnlyList<string> others)
    {
        _made =
            made
            ?? (
                others.Count == 0
                    ? MadeValue.Plain(column.Default is null ? "NULL" : "DEFAULT")
                    : null
            );
        _others = others;
        Restart();
    }

    public MadeValue Value { get; private set; } = MadeValue.Plain("NULL");

    /// <summary>Whether it holds the value that was made for it.</summary>
    public bool IsMade => _made is not null && ReferenceEquals(Value, _made);

    /// <summary>Takes the next value. False if it was the last one: then it begins again.</summary>
    public bool Next()
    {
        if (++_at < _others.Count)
        {
            Value = MadeValue.Plain(_others[_at]);
            return true;
        }

        Restart();
        return false;
    }

    public void Renew(MadeValue? made)
    {
        _made = made ?? _made;
        Restart();
    }

    public void Set(string literal) => Value = MadeValue.Plain(literal);

    private void Restart()
    {
        _at = _made is null ? 0 : -1;
        Value = _made ?? MadeValue.Plain(_others[0]);
    }
}
