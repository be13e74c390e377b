namespace OpsCenter.Scripts.Statements;

/// <summary>
/// The line numbers of a text. A question about a later character than the last one counts only the characters between
/// them, so that all statements of a script take one pass over its text.
/// </summary>
internal sealed class LineNumbers(string text)
{
    private int _counted;
    private int _line = 1;

    /// <summary>The line number of a character, from 1.</summary>
    public int At(int index)
    {
        index = Math.Min(index, text.Length);
        if (index < _counted)
        {
            (_counted, _line) = (0, 1);
        }

        _line += text.AsSpan(_counted, index - _counted).Count('\n');
        _counted = index;
        return _line;
    }
}
