using OpsCenter.Architecture.Tests.Rooms;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>
/// The rooms of a project are its folders. They use each other only along the arrows in docs/architecture.md, by the
/// types that the compiled code uses.
/// </summary>
public class TypeUseTests
{
    /// <summary>The projects whose arrows are drawn.</summary>
    public static TheoryData<string> DrawnProjects => ["OpsCenter.Conformance"];

    /// <summary>
    /// The projects. A type in the root folder counts as a room of its own; a project without folders is one room.
    /// </summary>
    public static TheoryData<string> Projects =>
        new(Repository.Products.Select(project => project.Name));

    [Theory]
    [MemberData(nameof(DrawnProjects))]
    public void A_room_uses_only_rooms_below_it(string project)
    {
        var drawing = RoomDrawing.Read(project);

        BetweenFolders(project)
            .Where(use => !drawing.Below(use.From.Room).Contains(use.To.Room))
            .Select(use => $"{use.From} uses {use.To}")
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(DrawnProjects))]
    public void Every_room_that_uses_another_one_is_drawn(string project) =>
        BetweenFolders(project)
            .SelectMany(use => new[] { use.From.Room, use.To.Room })
            .Distinct(StringComparer.Ordinal)
            .Except(RoomDrawing.Read(project).Rooms, StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(DrawnProjects))]
    public void Every_drawn_arrow_is_a_use(string project)
    {
        var uses = BetweenFolders(project).Select(use => (use.From.Room, use.To.Room)).ToHashSet();

        RoomDrawing
            .Read(project)
            .Arrows.Where(arrow => !uses.Contains(arrow))
            .Select(arrow => $"{arrow.From} --> {arrow.To}")
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_rooms_use_each_other_in_a_circle(string project)
    {
        var all = TypeUses.Read(project);
        var uses = all.Where(use => use.From.Room != use.To.Room)
            .Where(_ => all.Any(use => use.From.Folder is not null))
            .ToLookup(use => use.From.Room, StringComparer.Ordinal);

        uses.SelectMany(room => room)
            .Where(use => CanReach(uses, use.To.Room, use.From.Room))
            .Select(use => $"{use.From} uses {use.To}")
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    private static IEnumerable<TypeUse> BetweenFolders(string project) =>
        TypeUses
            .Read(project)
            .Where(use => use is { From.Folder: not null, To.Folder: not null })
            .Where(use => use.From.Room != use.To.Room);

    private static bool CanReach(ILookup<string, TypeUse> uses, string from, string to)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var room))
        {
            foreach (var use in uses[room].Where(use => found.Add(use.To.Room)))
            {
                open.Enqueue(use.To.Room);
            }
        }

        return found.Contains(to);
    }
}
