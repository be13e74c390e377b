namespace OpsCenter.Scripts.Statements;

/// <summary>
/// Tracks BEGIN ATOMIC ... END in CREATE FUNCTION and CREATE PROCEDURE (PostgreSQL 14), including nested CASE ... END.
/// </summary>
internal sealed class FunctionBody
{
    private int _words;
    private bool _creates;
    private bool _isRoutine;
    private int _depth;

    public bool IsOpen => _depth > 0;

    public void Read(string word)
    {
        _words++;
        if (_words == 1)
        {
            _creates = Is(word, "create");
        }
        else if (_creates && _words <= 4 && (Is(word, "function") || Is(word, "procedure")))
        {
            _isRoutine = true;
        }
        else if (_isRoutine && (Is(word, "begin") || (_depth > 0 && Is(word, "case"))))
        {
            _depth++;
        }
        else if (_depth > 0 && Is(word, "end"))
        {
            _depth--;
        }
    }

    private static bool Is(string word, string keyword) =>
        word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
