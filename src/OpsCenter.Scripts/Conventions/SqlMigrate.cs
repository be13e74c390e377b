using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>sql-migrate: <c>-- +migrate Up</c> and <c>-- +migrate Down</c>.</summary>
internal sealed partial class SqlMigrate : AnnotatedFiles
{
    public override string Name => "sql-migrate";

    public override string Pattern => "NNN_name.sql with -- +migrate Up, -- +migrate Down";

    protected override string UpLine => "-- +migrate Up";

    protected override string DownLine => "-- +migrate Down";

    protected override Regex Up => UpMarker;

    protected override Regex Down => DownMarker;

    protected override bool TakesSeveral => true;

    protected override bool RunsInTransaction(SqlScript file, string marker) =>
        !marker.Contains("notransaction", StringComparison.Ordinal);

    protected override void EnsureSupported(SqlScript file) => StatementMarks.EnsurePaired(file);

    /// <summary>
    /// sql-migrate knows a migration by the name of its file. Several may have one number, and are applied by name then.
    /// </summary>
    protected override MigrationVersion VersionOf(FolderFiles files, string name, string number)
    {
        var alike = files.OwnSql.Where(other => NumberOf(other) == NumberOf(name)).ToList();
        return MigrationVersion.AmongEqual(name[..^4], number, alike.IndexOf(name));
    }

    private static BigInteger? NumberOf(string name) =>
        BigInteger.TryParse(
            string.Concat(name.TakeWhile(char.IsAsciiDigit)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    [GeneratedRegex(@"^--[ \t]*\+migrate[ \t]+Up\b[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex UpMarker { get; }

    [GeneratedRegex(@"^--[ \t]*\+migrate[ \t]+Down\b[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DownMarker { get; }
}
