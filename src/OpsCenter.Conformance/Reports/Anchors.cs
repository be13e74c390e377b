using OpsCenter.Conformance.Reports.Causes;

namespace OpsCenter.Conformance.Reports;

/// <summary>The ids of a pair's laws and lines in a page, which may have several pairs.</summary>
/// <param name="Prefix">What the ids of this pair begin with.</param>
internal sealed record Anchors(string Prefix)
{
    /// <summary>Those of a page with one pair.</summary>
    public static Anchors Single { get; } = new("");

    /// <summary>The id of a law.</summary>
    public string Law(string law) => Prefix + law;

    /// <summary>The id of a line of a script.</summary>
    public string Line(bool isUp, int line) => Prefix + ScriptPlace.IdOf(isUp, line);
}
