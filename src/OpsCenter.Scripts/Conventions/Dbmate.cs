using System.Text.RegularExpressions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>dbmate: <c>-- migrate:up</c> and <c>-- migrate:down</c>.</summary>
internal sealed partial class Dbmate : AnnotatedFiles
{
    public override string Name => "dbmate";

    public override string Pattern => "NNN_name.sql with -- migrate:up, -- migrate:down";

    protected override string UpLine => "-- migrate:up";

    protected override string DownLine => "-- migrate:down";

    protected override Regex Up => UpMarker;

    protected override Regex Down => DownMarker;

    /// <summary>Each begins a section of its own. dbmate runs the down scripts in the order in which they stand, too.</summary>
    protected override bool TakesSeveral => true;

    protected override bool RunsInTransaction(SqlScript file, string marker) =>
        !marker.Contains("transaction:false", StringComparison.Ordinal);

    [GeneratedRegex(@"^--[ \t]*migrate:up(?=\s|$)[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex UpMarker { get; }

    [GeneratedRegex(@"^--[ \t]*migrate:down(?=\s|$)[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DownMarker { get; }
}
