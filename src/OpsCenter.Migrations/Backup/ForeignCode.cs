using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Finds code that would run with the rights of whoever restores and is of a role that is not trusted. Definitions are executed, too: a
/// literal in a default or a view is checked by the domain of its type. A SET ROLE is no protection: that code can undo it. So a file with
/// types, functions and the like of such roles is refused before anything of it is executed.
/// </summary>
internal sealed class ForeignCode
{
    /// <summary>What runs no code of its owner, if no other kind of such a role is in the file.</summary>
    private static readonly string[] Harmless =
    [
        "SCHEMA",
        "TABLE",
        "TABLE DATA",
        "TABLE ATTACH",
        "FOREIGN TABLE",
        "VIEW",
        "SEQUENCE",
        "SEQUENCE OWNED BY",
        "SEQUENCE SET",
        "DEFAULT",
        "CONSTRAINT",
        "FK CONSTRAINT",
        "INDEX",
        "INDEX ATTACH",
        "STATISTICS",
        "TRIGGER",
        "RULE",
        "POLICY",
        "ROW SECURITY",
        "BLOB",
        "BLOBS",
        "BLOB METADATA",
        "ACL",
        "DEFAULT ACL",
        "COMMENT",
        "SECURITY LABEL",
        "PUBLICATION",
        "PUBLICATION TABLE",
        "PUBLICATION TABLES IN SCHEMA",
    ];

    private static readonly string Expressions = EmbeddedSql.Read(
        "Backup/untrusted_expressions.sql"
    );

    private static readonly string RowsOnly = EmbeddedSql.Read("Backup/rows_only_code.sql");

    private static readonly string Roles = $"""
        select r.oid::bigint, translate(r.rolname::text, E'\n\r', '  '),
            r.oid = any ($3::oid[]) or r.oid in (
        {EmbeddedSql.Read("Trust/trusted_roles.sql")}
            )
        from pg_roles r
        """;

    private readonly Contents _contents;
    private readonly long[] _trusted;
    private readonly string[] _trustedNames;
    private readonly string[] _otherNames;

    private ForeignCode(Contents contents, List<(long Oid, string Name, bool IsTrusted)> roles)
    {
        _contents = contents;
        _trusted = [.. roles.Where(role => role.IsTrusted).Select(role => role.Oid)];
        _trustedNames = [.. roles.Where(role => role.IsTrusted).Select(role => role.Name)];
        _otherNames = [.. roles.Where(role => !role.IsTrusted).Select(role => role.Name)];
    }

    /// <summary>Looks up whom the database trusts.</summary>
    /// <param name="session">Connected to the database that the restore begins from, and not to a copy, which belongs to whoever restores.</param>
    /// <param name="contents">Lists what is in the file with its owners.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<ForeignCode> OfAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    ) =>
        new(
            contents,
            await session.QueryAsync(
                Roles,
                row => (row.GetInt64(0), row.GetString(1), row.GetBoolean(2)),
                cancellation,
                session.CallerPath.Schemas.ToArray(),
                Array.Empty<string>(),
                session.TrustedRoles.Select(role => (long)role).ToArray()
            )
        );

    /// <summary>Whether an entry has no owner, or one that is trusted.</summary>
    public bool IsTrusted(ContentsEntry entry) =>
        entry.Text.EndsWith(' ')
        || (
            _trustedNames.Any(name => entry.IsOwnedBy(name))
            // A role's name may end like another one's.
            && !_otherNames.Any(name => entry.IsOwnedBy(name))
        );

    /// <summary>Refuses a file that holds code of such a role, before anything of it is executed.</summary>
    /// <exception cref="RestoreRefusedException">It does.</exception>
    public void RefuseInFile()
    {
        var code = _contents
            .Entries.Where(entry => !Harmless.Any(entry.IsKind) && !IsTrusted(entry))
            .Select(entry => entry.Text)
            .ToList();
        if (code.Count > 0)
        {
            throw Refusal(
                $"The file holds code of roles that are not trusted, which would run with the rights of whoever restores: {Some(code)} (kind, schema, "
                    + "name, owner)"
            );
        }
    }

    /// <summary>Refuses before rows are written into tables that were just created.</summary>
    /// <param name="session">Connected to where they were created.</param>
    /// <param name="isNew">Whether no other table is there.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="RestoreRefusedException">An expression of such a role could do anything.</exception>
    public async Task RefuseInTablesAsync(
        DatabaseSession session,
        bool isNew,
        CancellationToken cancellation
    ) =>
        RefuseFound(
            await session.QueryAsync(
                Expressions,
                Sentence,
                cancellation,
                ReplacedRelations
                    .Definitions(_contents)
                    .Union(
                        _contents.TableData.Select(entry => entry.TableName),
                        StringComparer.Ordinal
                    )
                    .ToArray(),
                _trustedNames,
                isNew
            )
        );

    /// <summary>Refuses before tables are emptied and filled again as they are.</summary>
    /// <exception cref="RestoreRefusedException">Code of such a role would run.</exception>
    public async Task RefuseInFilledAsync(
        DatabaseSession session,
        IEnumerable<ReplacedRelation> tables,
        CancellationToken cancellation
    ) =>
        RefuseFound(
            await session.QueryAsync(
                RowsOnly,
                Sentence,
                cancellation,
                tables.Select(table => (long)table.Oid).ToArray(),
                _trusted
            )
        );

    private static string Sentence(Npgsql.NpgsqlDataReader row) =>
        $"{row.GetString(0)}: {row.GetString(2)} is of role {row.GetString(1)}, which is not trusted, and would run with the rights of role "
        + row.GetString(3);

    private static void RefuseFound(List<string> found)
    {
        if (found.Count > 0)
        {
            throw Refusal(Some(found));
        }
    }

    private static RestoreRefusedException Refusal(string reason) =>
        new(
            $"{reason}. Nothing was restored.",
            "Restore as the owner of that code. If you have read it and trust it, or restore as a role that can lose nothing to it: "
                + $"--allow {RestoreRisks.ForeignCode}."
        );

    private static string Some(List<string> texts)
    {
        const int shown = 5;
        var text = string.Join("; ", texts.Take(shown));
        return texts.Count > shown
            ? FormattableString.Invariant($"{text}; and {texts.Count - shown} more")
            : text;
    }
}
