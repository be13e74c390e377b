using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>The rooms of the engine use each other downwards only, as docs/architecture.md draws it.</summary>
public partial class RoomTests
{
    private const string Engine = "OpsCenter.Migrations";

    [Fact]
    public void A_room_of_the_engine_uses_only_rooms_below_it() =>
        Uses()
            .Where(use => !Below(use.Room).Contains(use.Used))
            .Select(use => $"{use.File} uses {use.Used}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_room_of_the_engine_is_drawn() =>
        Uses().Select(use => use.Room).Distinct().Except(Drawing().Keys).ShouldBeEmpty();

    [Fact]
    public void No_room_is_below_itself() =>
        Drawing().Keys.Where(room => Below(room).Contains(room)).ShouldBeEmpty();

    private static IEnumerable<(string File, string Room, string Used)> Uses() =>
        from file in Repository.Sources
        where file.Project == Engine && file.Folders.Count > 0
        from name in file.Usings
        where name.StartsWith($"{Engine}.", StringComparison.Ordinal)
        // A room may have alcoves, and uses them.
        let used = name[(Engine.Length + 1)..].Split('.')[0]
        where used != file.Folders[0]
        select (file.ToString(), file.Folders[0], used);

    private static HashSet<string> Below(string room)
    {
        var drawing = Drawing();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([room]);
        while (open.TryDequeue(out var next))
        {
            foreach (var used in drawing.GetValueOrDefault(next, []).Where(found.Add))
            {
                open.Enqueue(used);
            }
        }

        return found;
    }

    private static Dictionary<string, string[]> Drawing()
    {
        var rooms = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src", Engine))
            .Select(folder => Path.GetFileName(folder))
            .ToHashSet(StringComparer.Ordinal);
        var arrows = Arrow()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")))
            .Select(arrow => (From: arrow.Groups["from"].Value, To: arrow.Groups["to"].Value))
            .Where(arrow => rooms.Contains(arrow.From) && rooms.Contains(arrow.To))
            .ToList();
        return arrows
            .SelectMany(arrow => new[] { arrow.From, arrow.To })
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(
                room => room,
                room =>
                    arrows.Where(arrow => arrow.From == room).Select(arrow => arrow.To).ToArray()
            );
    }

    [GeneratedRegex(@"^ +(?<from>\w+) --> (?<to>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
