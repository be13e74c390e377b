namespace OpsCenter.Migrations.Preservation;

/// <summary>Judges one sequence. The server counts no nextval(), so a step forward is taken for use, and a step back never.</summary>
internal static class SequenceJudgement
{
    public static PreservationFinding Judge(SequenceDigest before, SequenceDigest? now)
    {
        var (verdict, message) = now switch
        {
            null => (
                PreservationVerdict.Changed,
                "the sequence is gone, or may not be read any more"
            ),
            _ when before.Parameters != now.Parameters || before.Increment != now.Increment => (
                PreservationVerdict.Changed,
                $"its definition changed: {before.Parameters} by {before.Increment}, now {now.Parameters} by {now.Increment}"
            ),
            _ when (before.LastValue, before.IsCalled) == (now.LastValue, now.IsCalled) => (
                PreservationVerdict.Unchanged,
                $"at {now.LastValue}, unchanged"
            ),
            _ when IsForward(before, now) => (
                PreservationVerdict.ChangedByOthers,
                $"used by others since: from {before.LastValue} to {now.LastValue}"
            ),
            _ => (
                PreservationVerdict.Changed,
                $"set back from {before.LastValue} to {now.LastValue}"
            ),
        };
        return new PreservationFinding(
            "sequence",
            before.Schema,
            before.Name,
            verdict,
            before.LastValue,
            now?.LastValue,
            message
        );
    }

    private static bool IsForward(SequenceDigest before, SequenceDigest now) =>
        now.IsCalled
        && (
            before.Increment > 0
                ? now.LastValue >= before.LastValue
                : now.LastValue <= before.LastValue
        );
}
