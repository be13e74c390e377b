using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A session that runs parts of scripts, marked as one that works. Between two parts nothing stays in it of the first one.</summary>
internal sealed class WorkSession : IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly WorkMark _mark;

    private WorkSession(EngineContext context, DatabaseSession session, WorkMark mark)
    {
        _context = context;
        Session = session;
        _mark = mark;
    }

    /// <summary>The session.</summary>
    public DatabaseSession Session { get; }

    /// <summary>Opens one that reached the server of the runner lock.</summary>
    public static async Task<WorkSession> OpenAsync(
        EngineContext context,
        RunnerLock runner,
        CancellationToken cancellation
    )
    {
        var session = await context.OpenAsync(cancellation);
        try
        {
            await runner.EnsureSameServerAsync(session, cancellation);
            return new WorkSession(
                context,
                session,
                await WorkMark.SetAsync(session, cancellation)
            );
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes it as it was when it was opened.</summary>
    public Task RepeatAsync(CancellationToken cancellation) =>
        SessionStart.RepeatAsync(
            Session,
            _context.Options.LockTimeout,
            WorkMark.Again(Session),
            cancellation
        );

    /// <summary>Gives it back, without what scripts have prepared in it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Session.RollbackAsync();
        await Session.DeallocateAsync();
        await _mark.DisposeAsync();
        await Session.DisposeAsync();
    }
}
