using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>
/// The settings under which data is copied and brought back: its text must not depend on those of a role, and row security must
/// fail instead of hiding rows.
/// </summary>
internal static class ArchiveSettings
{
    private static readonly (string Name, string Value)[] Pinned =
    [
        ("row_security", "off"),
        ("datestyle", "ISO, YMD"),
        ("intervalstyle", "postgres"),
        ("extra_float_digits", "1"),
        ("bytea_output", "hex"),
        ("xmloption", "content"),
    ];

    /// <summary>Makes the settings until the transaction ends.</summary>
    /// <returns>What they were.</returns>
    public static async Task<IReadOnlyList<(string Name, string Value)>> PinAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var before = await session.QueryAsync(
            "select s.name, current_setting(s.name) from unnest($1::text[]) as s (name)",
            row => (row.GetString(0), row.GetString(1)),
            cancellation,
            (object)Pinned.Select(setting => setting.Name).ToArray()
        );
        await SetAsync(session, Pinned, cancellation);
        return before;
    }

    /// <summary>Makes settings until the transaction ends.</summary>
    public static Task SetAsync(
        DatabaseSession session,
        IEnumerable<(string Name, string Value)> settings,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            "select set_config(s.name, s.value, true) from unnest($1::text[], $2::text[]) as s (name, value)",
            cancellation,
            settings.Select(setting => setting.Name).ToArray(),
            settings.Select(setting => setting.Value).ToArray()
        );
}
