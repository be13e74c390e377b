using System.Text.RegularExpressions;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Roles;

/// <summary>A schema fact without owner and privileges.</summary>
internal static partial class OwnerlessFact
{
    public static string Of(SchemaFact fact, params IReadOnlyList<string> owners)
    {
        var text = Acl.Replace(Owner.Replace(fact.ToString(), ""), "");
        return owners.Aggregate(
            text,
            (rest, owner) => rest.Replace(owner, "owner", StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@" owner=(""[^""]*""|\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Owner { get; }

    [GeneratedRegex(@" acl=\S+", RegexOptions.ExplicitCapture)]
    private static partial Regex Acl { get; }
}
