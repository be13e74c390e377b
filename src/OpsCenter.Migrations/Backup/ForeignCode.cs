using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Finds code on restored tables that would run with the rights of whoever restores: in checks, domains, generated columns and triggers when
/// rows are written, in indexes when a reference is verified. A SET ROLE is no protection: that code can undo it.
/// </summary>
internal sealed class ForeignCode
{
    private static readonly string Sql = EmbeddedSql.Read("Backup/foreign_code.sql");

    private static readonly string TrustedSql = $"""
        select translate(r.rolname::text, E'\n\r', '  ')
        from pg_roles r
        where r.oid = any ($3::oid[]) or r.oid in (
        {EmbeddedSql.Read("Trust/trusted_roles.sql")}
        )
        """;

    private readonly string[] _defined;
    private readonly string[] _filled;
    private readonly string[] _trusted;

    private ForeignCode(Contents contents, List<string> trusted)
    {
        _filled = [.. contents.TableData.Select(entry => entry.TableName)];
        _defined =
        [
            .. ReplacedRelations.Definitions(contents).Union(_filled, StringComparer.Ordinal),
        ];
        _trusted = [.. trusted];
    }

    /// <summary>Looks up whom the database trusts.</summary>
    /// <param name="session">Connected to the database that the restore begins from, and not to a copy, which belongs to whoever restores.</param>
    /// <param name="contents">Lists the tables with their owners.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<ForeignCode> OfAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    ) =>
        new(
            contents,
            await session.QueryAsync(
                TrustedSql,
                row => row.GetString(0),
                cancellation,
                session.CallerPath.Schemas.ToArray(),
                Array.Empty<string>(),
                session.TrustedRoles.Select(role => (long)role).ToArray()
            )
        );

    /// <summary>Refuses before rows are written.</summary>
    /// <exception cref="RestoreRefusedException">There is such code.</exception>
    public Task RefuseInWritesAsync(DatabaseSession session, CancellationToken cancellation) =>
        RefuseAsync(session, _filled, isWritten: true, cancellation);

    /// <summary>Refuses before references are verified.</summary>
    /// <exception cref="RestoreRefusedException">There is such code.</exception>
    public Task RefuseInReadsAsync(DatabaseSession session, CancellationToken cancellation) =>
        RefuseAsync(session, _defined, isWritten: false, cancellation);

    /// <summary>The tables whose references cannot be verified without running such code.</summary>
    public async Task<IReadOnlyList<(string Schema, string Table)>> InReadsAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        [
            .. (await FindAsync(session, _defined, isWritten: false, cancellation)).Select(found =>
                (found.Schema, found.Table)
            ),
        ];

    private async Task RefuseAsync(
        DatabaseSession session,
        string[] tables,
        bool isWritten,
        CancellationToken cancellation
    )
    {
        var found = await FindAsync(session, tables, isWritten, cancellation);
        if (found.Count > 0)
        {
            throw new RestoreRefusedException(
                $"{string.Join("; ", found.Select(each => each.Sentence))}. Nothing was restored.",
                "Restore as the owner of the table. If you have read that code and trust it, or restore as a role that can lose nothing to it: "
                    + $"--allow {RestoreRisks.ForeignCode}."
            );
        }
    }

    private Task<List<(string Schema, string Table, string Sentence)>> FindAsync(
        DatabaseSession session,
        string[] tables,
        bool isWritten,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            Sql,
            row =>
                (
                    row.GetString(0),
                    row.GetString(1),
                    $"{row.GetString(3)} belongs to role {row.GetString(2)}, which is not trusted, and "
                        + $"{row.GetString(4)} would run with the rights of role {row.GetString(5)}"
                ),
            cancellation,
            tables,
            _trusted,
            isWritten
        );
}
