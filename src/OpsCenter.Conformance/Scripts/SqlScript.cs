using System.Text;
using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Scripts;

/// <summary>A script as it stands in its file.</summary>
/// <param name="Name">How messages call it: usually the file's name.</param>
/// <param name="Text">All of it.</param>
public sealed partial record SqlScript(string Name, string Text)
{
    // A character that nobody wrote, in the place of one that cannot be read, would be run.
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private IReadOnlyList<SqlStatement>? _statements;

    /// <summary>All of it. Statements as psql takes them; of psql's own commands none but <c>COPY ... FROM stdin</c> with its data.</summary>
    public string Text
    {
        get;
        init
        {
            field = value;
            // A copy by "with" begins with what was found in the original.
            _statements = null;
        }
    } = Text;

    /// <summary>Its statements, in order, without the empty ones.</summary>
    /// <exception cref="ScriptSyntaxException">It has a psql command, or a quote or comment that does not end.</exception>
    public IReadOnlyList<SqlStatement> Statements => _statements ??= StatementSplitter.Split(this);

    /// <summary>Reads a file in UTF-8, or in what its byte order mark says.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    /// <exception cref="DecoderFallbackException">It is in another encoding.</exception>
    public static SqlScript Read(string path) =>
        new(Path.GetFileName(path), File.ReadAllText(path, StrictUtf8));

    /// <summary>
    /// The same without what pg_dump 17 and newer write at the top, which earlier servers do not know; it sets what is so anyway.
    /// </summary>
    internal SqlScript ForAnyMajor() => this with { Text = TransactionTimeout.Replace(Text, "") };

    /// <summary>The same with BEGIN before and COMMIT behind it; its lines keep their numbers.</summary>
    internal SqlScript InATransaction() => this with { Text = $"begin; {Text}\n;commit;" };

    [GeneratedRegex(@"^SET transaction_timeout = 0;", RegexOptions.Multiline)]
    private static partial Regex TransactionTimeout { get; }
}
