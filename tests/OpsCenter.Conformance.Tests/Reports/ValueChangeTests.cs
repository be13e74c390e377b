using OpsCenter.Conformance.Reports;

namespace OpsCenter.Conformance.Tests.Reports;

public sealed class ValueChangeTests
{
    [Fact]
    public void Changes_are_told_from_other_samples()
    {
        var (changes, others) = ValueChange.In([
            "'a' -> NULL",
            "E'it''s -> \\n' -> 'b'",
            "before: type=text",
            "after: type=citext",
            "after: alone",
            "before: gone",
            "'a' -> b",
            "id='1', name='x -> y'",
        ]);

        changes.ShouldBe([
            new("'a'", "NULL"),
            new("E'it''s -> \\n'", "'b'"),
            new("type=text", "type=citext"),
            new(null, "alone"),
            new("gone", null),
        ]);
        others.ShouldBe(["'a' -> b", "id='1', name='x -> y'"]);
    }

    [Fact]
    public void Rows_of_other_keys_stand_in_lines_of_their_own()
    {
        var (text, changes) = ValueChange.InText(
            "It leaves different rows: (1, a) before, nothing after; nothing before, (2, b) after. By 2 statements."
        );

        text.ShouldBe("It leaves different rows. By 2 statements.");
        changes.ShouldBe([new("(1, a)", null), new(null, "(2, b)")]);
        ValueChange
            .InText("It leaves different rows, in public.t.a: (1, a) before, (1, b) after.")
            .Changes.ShouldBe([new("(1, a)", "(1, b)")]);
    }

    [Theory]
    [InlineData("'12:00:00.5'", "'12:00:00'", 9, 1)]
    [InlineData("aa", "aaa", 2, 0)]
    [InlineData("a😀b", "a😁b", 1, 1)]
    [InlineData("", "x", 0, 0)]
    [InlineData("same", "same", 4, 0)]
    public void What_both_have_is_not_marked(string one, string other, int start, int end) =>
        ValueChange.Common(one, other).ShouldBe((start, end));
}
