using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>Reads sqitch's plan file (sqitch-plan(5), "Format").</summary>
internal static partial class SqitchPlan
{
    /// <summary>The changes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="exists">Whether the folder has a file.</param>
    /// <exception cref="MigrationFolderException">The plan does not follow the format.</exception>
    public static IReadOnlyList<SqitchChange> Read(SqlScript plan, Predicate<string> exists)
    {
        var changes = new List<SqitchChange>();
        // Each tag with the count of changes before it.
        var tags = new List<(string Name, int Place)>();
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
                tags.Add((tag.Groups["tag"].Value, changes.Count));
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
                (change, place) =>
                    change with
                    {
                        Key = KeyOf(plan.Name, changes, tags, place, exists),
                    }
            ),
        ];
    }

    /// <summary>
    /// An earlier version of a reworked change keeps its scripts under a tag between the two: under the last one that has a
    /// script, as sqitch looks for it.
    /// </summary>
    private static string KeyOf(
        string plan,
        List<SqitchChange> changes,
        List<(string Name, int Place)> tags,
        int place,
        Predicate<string> exists
    )
    {
        var change = changes[place];
        var next = changes.FindIndex(place + 1, other => other.Name == change.Name);
        if (next < 0)
        {
            return change.Name;
        }

        List<string> names =
        [
            .. tags.Where(tag => tag.Place > place && tag.Place <= next)
                .Select(tag => $"{change.Name}@{tag.Name}")
                .Reverse(),
        ];
        if (names.Count == 0)
        {
            throw new MigrationFolderException(
                $"{plan}, line {changes[next].Line}: {change.Name} is there twice, first in line {change.Line}, without a tag between them.",
                "Rename one of the changes, or rework it by sqitch rework."
            );
        }

        return names.Find(name => exists($"deploy/{name}.sql")) ?? names[0];
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
