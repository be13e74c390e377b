namespace OpsCenter.Conformance.Verdicts;

/// <summary>What the check of a law came to.</summary>
public sealed record LawOutcome
{
    private LawOutcome() { }

    /// <summary>What breaks the law; empty if it holds or could not be checked.</summary>
    public IReadOnlyList<Evidence> Evidence { get; private init; } = [];

    /// <summary>Why it could not be checked; null if it was.</summary>
    public string? Obstacle { get; private init; }

    /// <summary>What the reader should know beside the verdict, such as what was measured.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The law was checked and holds.</summary>
    public static LawOutcome Holds(params IReadOnlyList<string> notes) => new() { Notes = notes };

    /// <summary>The law was checked, and holds if there is no evidence.</summary>
    public static LawOutcome Of(
        IEnumerable<Evidence> evidence,
        params IReadOnlyList<string> notes
    ) => new() { Evidence = [.. evidence], Notes = notes };

    /// <summary>The law is broken.</summary>
    public static LawOutcome Broken(string text, string? statement = null) =>
        Of([new Evidence(text) { Statement = statement }]);

    /// <summary>The law could not be checked.</summary>
    public static LawOutcome NotChecked(string obstacle) => new() { Obstacle = obstacle };
}
