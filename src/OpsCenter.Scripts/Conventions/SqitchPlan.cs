using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>Reads sqitch's plan file (sqitch-plan(5), "Format").</summary>
internal static partial class SqitchPlan
{
    public static IReadOnlyList<SqitchChange> Read(SqlScript plan)
    {
        var changes = new List<SqitchChange>();
        // The first tag after each change, by the index of the change.
        var tags = new Dictionary<int, string>();
        var lines = plan.Text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var text = lines[index].Split('#')[0].Trim();
            if (text.Length == 0 || text[0] == '%')
            {
                continue;
            }

            if (Tag.Match(text) is { Success: true } tag)
            {
                for (var place = 0; place < changes.Count; place++)
                {
                    tags.TryAdd(place, tag.Groups["tag"].Value);
                }
            }
            else if (Change.Match(text) is { Success: true } change)
            {
                var name = change.Groups["name"].Value;
                EnsureKnown(plan.Name, index + 1, change.Groups["needs"].Value, changes);
                changes.Add(new SqitchChange(name, index + 1, name));
            }
            else
            {
                throw new MigrationFolderException(
                    $"{plan.Name}, line {index + 1}: \"{text}\" is neither a change nor a tag.",
                    "A change is: name [dependencies] date planner <e-mail>. A tag begins with @."
                );
            }
        }

        return
        [
            .. changes.Select(
                (change, place) => change with { Key = KeyOf(plan.Name, changes, tags, place) }
            ),
        ];
    }

    /// <summary>An earlier version of a reworked change keeps its scripts under the tag that came after it.</summary>
    private static string KeyOf(
        string plan,
        List<SqitchChange> changes,
        Dictionary<int, string> tags,
        int place
    )
    {
        var change = changes[place];
        var next = changes.FindIndex(place + 1, other => other.Name == change.Name);
        if (next < 0)
        {
            return change.Name;
        }

        return tags.TryGetValue(place, out var tag)
            ? $"{change.Name}@{tag}"
            : throw new MigrationFolderException(
                $"{plan}, line {changes[next].Line}: {change.Name} is there twice, first in line {change.Line}, without a tag between them.",
                "Rename one of the changes, or rework it by sqitch rework."
            );
    }

    private static void EnsureKnown(string plan, int line, string needs, List<SqitchChange> changes)
    {
        var needed = needs
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            // A change of another project, and one that must be missing, are nothing that this plan has.
            .Where(name => !name.Contains(':') && name[0] is not ('!' or '@'))
            .Select(name => name.Split('@')[0]);
        if (
            needed.FirstOrDefault(name => !changes.Exists(change => change.Name == name)) is
            { } missing
        )
        {
            throw new MigrationFolderException(
                $"{plan}, line {line}: needs the change {missing}, which does not come before it.",
                "Move it behind the changes that it needs."
            );
        }
    }

    [GeneratedRegex(@"^@(?<tag>[^\s\[@]+)")]
    private static partial Regex Tag { get; }

    [GeneratedRegex(
        @"^\+?\s*(?<name>[^\s@:#\[\]-][^\s@:#\[\]]*)\s*(\[(?<needs>[^\]]*)\])?\s+[0-9]{4}-[0-9]{2}-[0-9]{2}T"
    )]
    private static partial Regex Change { get; }
}
