using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>A database on which the scripts are watched, and how they are run there.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Setup">What is there beside V1.</param>
public sealed record Scene(string Name, string Setup = "")
{
    /// <summary>As the value of a setting: the name of the database.</summary>
    public const string ThisDatabase = "this database";

    /// <summary>The V1 shape.</summary>
    public Shape Shape { get; init; } = Shape.A;

    /// <summary>What happens after the apply.</summary>
    public string Use { get; init; } = "";

    /// <summary>What another session has done in a transaction that it keeps open.</summary>
    public string? Holder { get; init; }

    /// <summary>The same for the rollback only.</summary>
    public string? BackHolder { get; init; }

    /// <summary>What the script's session does before it.</summary>
    public IReadOnlyList<string> Prologue { get; init; } = [];

    /// <summary>The same for the rollback only.</summary>
    public IReadOnlyList<string> BackPrologue { get; init; } = [];

    /// <summary>Settings of the script's session.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = None;

    /// <summary>Other settings of the second run for the apply.</summary>
    public IReadOnlyDictionary<string, string> AgainSettings { get; init; } = None;

    /// <summary>Other settings for the rollback.</summary>
    public IReadOnlyDictionary<string, string> DownSettings { get; init; } = None;

    /// <summary>Other settings of the second run for the rollback.</summary>
    public IReadOnlyDictionary<string, string> FinishSettings { get; init; } = None;

    /// <summary>Online, how many units a run comes to do before it is interrupted.</summary>
    public int UnitsPerRun { get; init; } = int.MaxValue;

    /// <summary>The same for the rollback.</summary>
    public int BackUnitsPerRun { get; init; } = int.MaxValue;

    private static IReadOnlyDictionary<string, string> None =>
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
