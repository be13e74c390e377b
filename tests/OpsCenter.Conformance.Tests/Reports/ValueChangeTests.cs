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

    [Theory]
    [InlineData("'12:00:00.5'", "'12:00:00'", 9, 1)]
    [InlineData("aa", "aaa", 2, 0)]
    [InlineData("a😀b", "a😁b", 1, 1)]
    [InlineData("", "x", 0, 0)]
    [InlineData("same", "same", 4, 0)]
    public void What_both_have_is_not_marked(string one, string other, int start, int end) =>
        ValueChange.Common(one, other).ShouldBe((start, end));
}
