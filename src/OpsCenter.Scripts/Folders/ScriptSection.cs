using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Folders;

/// <summary>Parts of a file as a script of its own.</summary>
internal static class ScriptSection
{
    /// <summary>
    /// The script with blanks in the place of everything outside of the parts, so that lines and positions stay those of the
    /// file.
    /// </summary>
    /// <param name="script">The file.</param>
    /// <param name="parts">The index of the first character of each part and that after its last one, in their order; at least one.</param>
    public static SqlScript Of(SqlScript script, IReadOnlyList<(int Start, int End)> parts) =>
        script with
        {
            Text = string.Create(
                parts[^1].End,
                (script.Text, parts),
                static (target, source) =>
                {
                    source.Text.AsSpan(0, target.Length).CopyTo(target);
                    var end = 0;
                    foreach (var part in source.parts)
                    {
                        Blank(target[end..part.Start]);
                        if (end > 0)
                        {
                            // The last statement of a part may have no semicolon.
                            target[end] = ';';
                        }

                        end = part.End;
                    }
                }
            ),
        };

    private static void Blank(Span<char> text)
    {
        foreach (ref var character in text)
        {
            character = character is '\n' or '\r' ? character : ' ';
        }
    }
}
