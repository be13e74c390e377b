using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
using Xunit;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>Turns a verdict into a test result.</summary>
internal static class LawVerdict
{
    /// <summary>Fails for a broken law, and for a law that could not be checked. Skips a law with nothing to check.</summary>
    public static void Pass(LawResult result)
    {
        var text = TextReport.Describe(result);
        switch (result.Verdict)
        {
            case Verdict.Holds:
                TestContext.Current.TestOutputHelper?.WriteLine(text);
                break;
            case Verdict.NothingToCheck:
                Assert.Skip(text);
                break;
            case Verdict.Declared:
                TestContext.Current.AddWarning(text);
                break;
            default:
                Assert.Fail(text);
                break;
        }
    }
}
