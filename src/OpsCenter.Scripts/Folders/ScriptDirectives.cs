using System.Text.RegularExpressions;

namespace OpsCenter.Scripts.Folders;

/// <summary>The lines of a script that begin with <c>-- opscenter:</c>.</summary>
internal static partial class ScriptDirectives
{
    private const string NoTransaction = "no-transaction";

    /// <summary>The script with what its own directives say.</summary>
    /// <exception cref="MigrationFolderException">A directive is unknown.</exception>
    public static FolderScript Applied(FolderScript script)
    {
        foreach (Match match in Directive().Matches(script.Script.Text))
        {
            var text = match.Groups["text"].Value.Trim();
            if (text != NoTransaction)
            {
                var line = script.Script.Text.AsSpan(0, match.Index).Count('\n') + 1;
                throw new MigrationFolderException(
                    $"{script.File}, line {line}: the directive \"{text}\" is unknown.",
                    $"Known is: -- opscenter: {NoTransaction}"
                );
            }

            script = script with { InTransaction = false };
        }

        return script;
    }

    [GeneratedRegex(@"^[ \t]*--[ \t]*opscenter:(?<text>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
