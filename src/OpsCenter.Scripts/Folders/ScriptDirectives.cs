using System.Text.RegularExpressions;

namespace OpsCenter.Scripts.Folders;

/// <summary>The lines of a script that begin with <c>-- opscenter:</c>.</summary>
internal static partial class ScriptDirectives
{
    private const string NoTransaction = "no-transaction";

    /// <summary>The script with what its own directives say.</summary>
    /// <exception cref="MigrationFolderException">A directive is unknown, or does not fit the statement after it.</exception>
    public static FolderScript Applied(FolderScript script)
    {
        foreach (Match match in Directive().Matches(script.Script.Text))
        {
            var text = match.Groups["text"].Value.Trim();
            var line = script.Script.Text.AsSpan(0, match.Index).Count('\n') + 1;
            if (Changes.Match(text) is { Success: true } changes)
            {
                script = script with
                {
                    Changes = [.. script.Changes, changes.Groups["what"].Value],
                };
            }
            else if (text == NoTransaction)
            {
                script = script with { InTransaction = false };
            }
            else if (text.StartsWith(BatchDirective.Name, StringComparison.Ordinal))
            {
                script = new BatchDirective(script, line, match.Index).Applied(text);
            }
            else
            {
                throw new MigrationFolderException(
                    $"{script.File}, line {line}: the directive \"{text}\" is unknown.",
                    $"Known are: -- opscenter: {NoTransaction}, -- opscenter: changes schema.table and -- opscenter: {BatchDirective.Example}"
                );
            }
        }

        return script;
    }

    [GeneratedRegex(@"^changes\s+(?<what>\S+(\.\S+)+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Changes { get; }

    [GeneratedRegex(@"^[ \t]*--[ \t]*opscenter:(?<text>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
