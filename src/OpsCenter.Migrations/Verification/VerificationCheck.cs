namespace OpsCenter.Migrations.Verification;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What: <c>schema</c>, <c>record</c>, <c>journal</c>, <c>checksum</c> or <c>data</c>.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Message">The sentence for the operator; says so when something could not be checked.</param>
public sealed record VerificationCheck(string Subject, bool Passed, string Message);
