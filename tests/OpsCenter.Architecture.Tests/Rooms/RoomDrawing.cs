using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests.Rooms;

/// <summary>The arrows between the rooms of a project, as drawn in docs/architecture.md.</summary>
internal sealed partial class RoomDrawing
{
    private readonly ILookup<string, string> _arrows;

    private RoomDrawing(IEnumerable<(string From, string To)> arrows) =>
        _arrows = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);

    public IEnumerable<string> Rooms =>
        _arrows.SelectMany(arrows => arrows.Append(arrows.Key)).Distinct(StringComparer.Ordinal);

    public IEnumerable<(string From, string To)> Arrows =>
        _arrows.SelectMany(arrows => arrows.Select(to => (arrows.Key, to)));

    /// <summary>Reads the diagram in which every node is a folder of the project.</summary>
    public static RoomDrawing Read(string project)
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src", project))
            .Select(folder => Path.GetFileName(folder))
            .ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        return new RoomDrawing(
            Diagram()
                .Matches(text)
                .Select(diagram =>
                    Arrow()
                        .Matches(diagram.Value)
                        .Select(arrow => (arrow.Groups["from"].Value, arrow.Groups["to"].Value))
                        .ToArray()
                )
                .Single(arrows =>
                    arrows.Length > 0
                    && arrows.All(arrow =>
                        folders.Contains(arrow.Item1) && folders.Contains(arrow.Item2)
                    )
                )
        );
    }

    /// <summary>The rooms that can be reached from a room by arrows.</summary>
    public IReadOnlySet<string> Below(string room)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([room]);
        while (open.TryDequeue(out var next))
        {
            foreach (var used in _arrows[next].Where(found.Add))
            {
                open.Enqueue(used);
            }
        }

        return found;
    }

    [GeneratedRegex("```mermaid\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Diagram();

    [GeneratedRegex(@"^ +(?<from>\w+) --> (?<to>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
