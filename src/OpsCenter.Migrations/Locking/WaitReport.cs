using System.Globalization;
using Microsoft.Extensions.Logging;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>Tells who is waited for: at once when that changes, and again from time to time.</summary>
internal sealed class WaitReport(EngineContext context, WantedLock wanted, TimeSpan again)
{
    private string _told = "";
    private long _toldAt;

    public void Tell(IReadOnlyList<Blocker> blockers)
    {
        var who = string.Join(
            ", ",
            blockers.Select(blocker =>
                blocker.Pid?.ToString(CultureInfo.InvariantCulture) ?? blocker.Application
            )
        );
        if (who == _told && context.Clock.GetElapsedTime(_toldAt) < again)
        {
            return;
        }

        _told = who;
        _toldAt = context.Clock.GetTimestamp();
        var names =
            blockers.Count == 0
                ? "somebody who has gone since"
                : string.Join(" and ", blockers.Select(blocker => blocker.Who));
        context.Logger.LogInformation(
            "Waiting for the lock to {Purpose}, held by {Blockers}",
            wanted.Purpose,
            string.Join("; ", blockers)
        );
        // Who it is comes first: a terminal cuts the end of the line.
        context.TellState($"Waiting for {names}, to {wanted.Purpose}{Statements(blockers)}");
    }

    private static string Statements(IReadOnlyList<Blocker> blockers) =>
        string.Concat(
            blockers
                .Where(blocker => blocker.Query is not null)
                .Select(blocker => $"; {blocker.Pid}: {blocker.Query}")
        );
}
