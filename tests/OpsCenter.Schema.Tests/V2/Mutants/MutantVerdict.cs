namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Scenes">In how many scenes it was looked at.</param>
/// <param name="Scene">The one in which it said or left something else than the script; <see langword="null"/> if there is none.</param>
/// <param name="Evidence">What was different.</param>
internal sealed record MutantVerdict(Mutant Mutant, int Scenes, Scene? Scene, string? Evidence)
{
    /// <summary>Whether it was told from the script.</summary>
    public bool IsCaught => Scene is not null;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Mutant}\n    {(IsCaught ? $"caught in {Scene}: {Evidence}" : $"SURVIVES {Scenes} scenes")}";
}
