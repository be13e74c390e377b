using System.Text.RegularExpressions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>node-pg-migrate's SQL files: <c>-- Up Migration</c> and <c>-- Down Migration</c>.</summary>
internal sealed partial class NodePgMigrate : AnnotatedFiles
{
    public override string Name => "node-pg-migrate";

    public override string Pattern => "NNN_name.sql with -- Up Migration, -- Down Migration";

    protected override string UpLine => "-- Up Migration";

    protected override string DownLine => "-- Down Migration";

    protected override Regex Up => UpMarker;

    protected override Regex Down => DownMarker;

    protected override bool RunsInTransaction(SqlScript file, string marker) => true;

    [GeneratedRegex(
        @"^\s*--[\s-]*up\s+migration[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex UpMarker { get; }

    [GeneratedRegex(
        @"^\s*--[\s-]*down\s+migration[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex DownMarker { get; }
}
