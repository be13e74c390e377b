namespace OpsCenter.Migrations.Verification;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What: <c>schema</c>, <c>record</c>, <c>journal</c>, <c>checksum</c> or <c>data</c>.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Message">The sentence for the operator; says so when something could not be checked.</param>
public sealed record VerificationCheck(string Subject, bool Passed, string Message)
{
    /// <summary>Whether it could be checked. If not, nothing is known against it, and it counts as passed.</summary>
    public bool Checked { get; init; } = true;

    internal static VerificationCheck NotMade(string subject, string message) =>
        new(subject, Passed: true, message) { Checked = false };
}
