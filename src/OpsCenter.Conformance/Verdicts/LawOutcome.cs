namespace OpsCenter.Conformance.Verdicts;

/// <summary>The outcome of checking a law.</summary>
public sealed record LawOutcome
{
    private LawOutcome() { }

    /// <summary>The evidence that the law is broken; empty if it holds or could not be checked.</summary>
    public IReadOnlyList<Evidence> Evidence { get; internal init; } = [];

    /// <summary>The reason why the law was not checked; null if it was.</summary>
    public string? Obstacle { get; internal init; }

    /// <summary>Whether there was nothing to check; <see cref="Obstacle"/> says what is missing.</summary>
    public bool IsVacuous { get; internal init; }

    /// <summary>Notes for the reader, such as measurements.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>The law holds.</summary>
    public static LawOutcome Holds(params IReadOnlyList<string> notes) => new() { Notes = notes };

    /// <summary>The law was checked. It holds if there is no evidence.</summary>
    public static LawOutcome Of(
        IEnumerable<Evidence> evidence,
        params IReadOnlyList<string> notes
    ) => new() { Evidence = [.. evidence], Notes = notes };

    /// <summary>The law is broken.</summary>
    public static LawOutcome Broken(string text, string? statement = null) =>
        Of([new Evidence(text) { Statement = statement }]);

    /// <summary>There is nothing that the law is about.</summary>
    /// <param name="missing">What the migration or its base does not have.</param>
    public static LawOutcome NothingToCheck(string missing) =>
        new() { Obstacle = missing, IsVacuous = true };

    /// <summary>The law could not be checked.</summary>
    public static LawOutcome NotChecked(string obstacle) => new() { Obstacle = obstacle };
}
