using System.Text.RegularExpressions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>Scripts as they are executed.</summary>
internal static partial class RunnableScript
{
    /// <summary>
    /// The same without the setting at the start of dumps of pg_dump 17 and newer. Earlier servers do not have it; it
    /// sets the default.
    /// </summary>
    public static SqlScript ForAnyMajor(this SqlScript script) =>
        script with
        {
            Text = TransactionTimeout.Replace(script.Text, ""),
        };

    /// <summary>
    /// The same between BEGIN and COMMIT. The numbers of lines and statements do not change: BEGIN has the number 0.
    /// </summary>
    public static SqlScript InATransaction(this SqlScript script) =>
        script with
        {
            Text = $"begin; {script.Text}\n;commit;",
            FirstOrdinal = 0,
        };

    /// <summary>Whether it is what <see cref="InATransaction"/> made of a script.</summary>
    public static bool IsInATransaction(this SqlScript script) => script.FirstOrdinal == 0;

    [GeneratedRegex(@"^SET transaction_timeout = 0;", RegexOptions.Multiline)]
    private static partial Regex TransactionTimeout { get; }
}
