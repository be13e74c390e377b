using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Tests.Sessions;

/// <summary>A session as the engine opens it.</summary>
internal static class EngineSession
{
    public static async Task<DatabaseSession> OpenAsync(NpgsqlDataSource source)
    {
        var session = await DatabaseSession.OpenAsync(source, default);
        await SessionStart.PrepareAsync(source, session, lockTimeout: null, default);
        return session;
    }
}
