using System.Globalization;
using Microsoft.Extensions.Logging;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>
/// Tells who is waited for: at once when that changes, and again from time to time. In between the state that is shown is kept up to date.
/// </summary>
/// <param name="context">Its lock deadline ends the wait.</param>
/// <param name="purpose">What the lock is for, as a verb: <c>add to public.orders</c>.</param>
internal sealed class WaitReport(EngineContext context, string purpose)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private string _told = "";
    private long _toldAt;

    /// <param name="blockers">Who holds the lock; empty if it is not known any more.</param>
    /// <param name="waited">How much of the lock deadline has passed.</param>
    public void Tell(IReadOnlyList<Blocker> blockers, TimeSpan waited)
    {
        var left = context.Options.LockDeadline - waited;
        var names =
            blockers.Count == 0
                ? "a session that has gone since"
                : string.Join(" and ", blockers.Select(blocker => blocker.Name));
        // What matters most comes first: a terminal cuts the end of the line.
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Waiting for {names}, to {purpose}; gives up in {Math.Max(0, left.TotalSeconds):0} s{string.Concat(blockers.Select(Details))}"
        );
        if (names == _told && context.Clock.GetElapsedTime(_toldAt) < Again)
        {
            context.TellSample(message);
            return;
        }

        _told = names;
        _toldAt = context.Clock.GetTimestamp();
        context.Logger.LogInformation(
            "Waiting for the lock to {Purpose}, held by {Blockers}",
            purpose,
            string.Join("; ", blockers)
        );
        context.TellState(message);
    }

    private static string Details(Blocker blocker)
    {
        var details = blocker.Details;
        return details.Length == 0
            ? "; role pg_read_all_stats sees since when, and what it does"
            : $"; {blocker.Pid?.ToString(CultureInfo.InvariantCulture) ?? blocker.Application} is {details}";
    }
}
