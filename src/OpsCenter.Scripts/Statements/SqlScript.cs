using System.Text;

namespace OpsCenter.Scripts.Statements;

/// <summary>An SQL script.</summary>
/// <param name="Name">The name in messages, usually the file name.</param>
/// <param name="Text">The whole text.</param>
public sealed record SqlScript(string Name, string Text)
{
    // Without this, an invalid byte would become a replacement character and would be executed.
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private IReadOnlyList<SqlStatement>? _statements;

    /// <summary>
    /// The whole text: statements as in psql, including <c>COPY ... FROM stdin</c> with its data, but no psql commands.
    /// </summary>
    public string Text
    {
        get;
        init
        {
            field = value;
            // A copy made by "with" still has the statements of the original text.
            _statements = null;
        }
    } = Text;

    /// <summary>The number of its first statement. Statements that a tool puts before those of a file have lower ones.</summary>
    public int FirstOrdinal
    {
        get;
        init
        {
            field = value;
            _statements = null;
        }
    } = 1;

    /// <summary>The statements in order, without empty ones.</summary>
    /// <exception cref="ScriptSyntaxException">It has a psql command or an unterminated quote or comment.</exception>
    public IReadOnlyList<SqlStatement> Statements => _statements ??= StatementSplitter.Split(this);

    /// <summary>Reads a file in UTF-8, or in the encoding of its byte order mark.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or it is a directory.</exception>
    /// <exception cref="DecoderFallbackException">The file has another encoding.</exception>
    public static SqlScript Read(string path) =>
        new(Path.GetFileName(path), File.ReadAllText(path, StrictUtf8));
}
