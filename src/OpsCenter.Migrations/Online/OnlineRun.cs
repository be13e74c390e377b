using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Online;

/// <summary>How far an online run is: what it has done, and what it was about to do.</summary>
internal sealed class OnlineRun
{
    private readonly List<MigrationStep> _steps = [];
    private readonly List<string> _objects = [];
    private readonly List<string> _done = [];
    private IReadOnlyList<ScriptUnit> _units = [];
    private int _next;

    public IReadOnlyList<MigrationStep> Steps => _steps;

    /// <summary>Adds steps, without those that an earlier round has already reported.</summary>
    public void Add(IEnumerable<MigrationStep> steps) =>
        _steps.AddRange(steps.Where(step => !_steps.Contains(step)));

    public void Begin(IReadOnlyList<ScriptUnit> units)
    {
        _units = units;
        _next = 0;
    }

    /// <summary>What the script did itself, before it asked for units, is committed.</summary>
    public void Committed(IReadOnlyList<MigrationStep> steps)
    {
        var created = steps.Count(step => step.Kind == StepKind.Added);
        var dropped = steps.Count(step => step.Kind == StepKind.Dropped);
        if (created > 0)
        {
            _objects.Add($"create {Amount.Of(created, "object")}");
        }

        if (dropped > 0)
        {
            _objects.Add($"drop {Amount.Of(dropped, "object")}");
        }
    }

    public void Done(ScriptUnit unit)
    {
        _done.Add(unit.Message);
        _next++;
    }

    /// <summary>A line for what is done and one for what is left, for whoever has to say why it stopped.</summary>
    public override string ToString() =>
        _units.Count == 0 && _done.Count == 0
            ? "Done: nothing.\nLeft: all of it."
            : $"Done: {Done()}.\nLeft: {First([.. _units.Skip(_next).Select(unit => unit.Message)])}.";

    /// <summary>Only what the progress numbers counts as a step.</summary>
    private string Done() =>
        _objects.Count > 0 && _done.Count == 0
            ? string.Join(", ", _objects)
            : string.Join("; ", [.. _objects, Last(_done)]);

    internal static string Last(IReadOnlyList<string> done, string noun = "step") =>
        done.Count switch
        {
            0 => "nothing",
            1 => done[0],
            var many => $"{Amount.Of(many, noun)}, the last: {done[^1]}",
        };

    /// <summary>The steps by the numbers of the progress; the record follows the last one.</summary>
    internal static string First(IReadOnlyList<string> left) =>
        left.Count switch
        {
            0 => "complete the record",
            1 => left[0],
            var many => $"{left[0]}; and {many - 1} more",
        };
}
