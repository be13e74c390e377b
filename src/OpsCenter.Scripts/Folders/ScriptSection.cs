using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Folders;

/// <summary>A part of a file as a script of its own.</summary>
internal static class ScriptSection
{
    /// <summary>
    /// The script with blanks in the place of everything outside of the part, so that lines and positions stay those of the
    /// file.
    /// </summary>
    /// <param name="script">The file.</param>
    /// <param name="start">The index of the first character of the part.</param>
    /// <param name="end">The index after the last character of the part.</param>
    public static SqlScript Of(SqlScript script, int start, int end) =>
        script with
        {
            Text = string.Create(
                end,
                (script.Text, start),
                static (target, source) =>
                {
                    source.Text.AsSpan(0, target.Length).CopyTo(target);
                    foreach (ref var character in target[..source.start])
                    {
                        character = character is '\n' or '\r' ? character : ' ';
                    }
                }
            ),
        };
}
