using OpsCenter.Conformance.Majors;

namespace OpsCenter.Conformance.Tests.Majors;

/// <summary>An expression as PostgreSQL 13 prints it, and as later ones do.</summary>
public sealed class PrintedExpressionsTests
{
    [Theory]
    [InlineData(
        "CHECK (((btrim(a) <> ''::text) AND (date_part('year'::text, b) > (2000)::double precision)))",
        "CHECK (((TRIM(BOTH FROM a) <> ''::text) AND (EXTRACT(year FROM b) > (2000)::numeric)))"
    )]
    [InlineData(
        "CHECK ((\"position\"(a, 'x'::text) = 0))",
        "CHECK ((POSITION(('x'::text) IN (a)) = 0))"
    )]
    [InlineData(
        "CREATE INDEX ix ON public.t USING btree (\"overlay\"(a, 'x'::text, 1, 1), \"substring\"(a, 2, 3)) valid",
        "CREATE INDEX ix ON public.t USING btree (OVERLAY(a PLACING 'x'::text FROM 1 FOR 1), SUBSTRING(a FROM 2 FOR 3)) valid"
    )]
    public void The_same_one_is_recognized(string before, string since) =>
        PrintedExpressions.AreSame(before, since).ShouldBeTrue();

    [Theory]
    [InlineData("(btrim(a) <> 'x'::text)", "(TRIM(BOTH FROM a) <> 'y'::text)")]
    [InlineData("(btrim(a) <> ''::text)", "(TRIM(BOTH FROM b) <> ''::text)")]
    [InlineData("(btrim(a))::double precision", "(TRIM(BOTH FROM a))::numeric")]
    [InlineData("(lower(a))", "(upper(a))")]
    public void Another_one_is_not(string before, string since) =>
        PrintedExpressions.AreSame(before, since).ShouldBeFalse();
}
