using Npgsql;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>What a run of a script said.</summary>
/// <param name="Notices">Steps and the closing line.</param>
/// <param name="Error">Why it ended early, or null.</param>
internal sealed record ScriptOutcome(
    IReadOnlyList<PostgresNotice> Notices,
    PostgresException? Error
)
{
    private const string Refused = "OCREF";
    private const string Ended = "OCEND";

    /// <summary>Everything that was said, a message a line.</summary>
    public string Text =>
        string.Join(
            '\n',
            [.. Notices.Select(Line), $"{Error?.SqlState} {Error?.MessageText} {Error?.Hint}"]
        );

    /// <summary>The outcome in one line.</summary>
    public string End =>
        Notices.LastOrDefault(notice => notice.SqlState == Ended)?.MessageText ?? "";

    /// <summary>The messages of one kind of step.</summary>
    public IReadOnlyList<string> Said(string kind) =>
        [.. Notices.Where(notice => notice.SqlState == kind).Select(notice => notice.MessageText)];

    public ScriptOutcome ShouldSucceed()
    {
        (Error is null).ShouldBeTrue(Text);
        End.ShouldNotBeEmpty();
        return this;
    }

    public void ShouldSay(params string[] parts)
    {
        ShouldSucceed();
        foreach (var part in parts)
        {
            Text.ShouldContain(part, Case.Sensitive);
        }
    }

    public void ShouldBeRefused(params string[] parts)
    {
        Error.ShouldNotBeNull(Text);
        Error.SqlState.ShouldBe(Refused, Text);
        Error.Hint.ShouldNotBeNullOrEmpty();
        foreach (var part in parts)
        {
            Error.MessageText.ShouldContain(part, Case.Sensitive);
        }

        Error.MessageText.ShouldContain("nothing was changed");
    }

    private static string Line(PostgresNotice notice) => $"{notice.SqlState} {notice.MessageText}";
}
