namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>A part of a text, and what is to stand in its place.</summary>
/// <param name="Anchor">The index of the statement that it is part of: where another statement can be put before it.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last one.</param>
/// <param name="Change">What this does.</param>
/// <param name="Replacement">The text instead.</param>
internal sealed record Cut(int Anchor, int Start, int End, string Change, string Replacement)
{
    /// <summary>A condition becomes true always.</summary>
    public const string Always = "always";

    /// <summary>A condition becomes true never.</summary>
    public const string Never = "never";

    /// <summary>A statement, or a row of a list, is not there.</summary>
    public const string Removed = "removed";
}
