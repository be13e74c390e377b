using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Reports;

/// <summary>A report with every verdict, and with text that has a meaning in XML, in HTML or on a terminal.</summary>
internal static class SampleReport
{
    public static DateTimeOffset At { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static ConformanceReport Mixed { get; } =
        new(
            "add <phone> & co.sql",
            18,
            7,
            [
                Result("applies", Verdict.Holds, LawOutcome.Holds("The longest wait was 3 ms.")),
                Result("idempotent", Verdict.Holds, LawOutcome.Holds()),
                Result(
                    "preserves-data",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence("public.note.text: 2 values have changed.")
                        {
                            Statement = "update note set text = '<b>' || text where id < 3",
                            Samples =
                            [
                                "'a' -> '<b>a'",
                                "E'bell\u0007 & line\nbreak' -> NULL",
                                $"'{new string('x', 500)}' -> ''",
                            ],
                        },
                        new Evidence("public.note: 1 rows are missing."),
                    ])
                ) with
                {
                    Kept = ["conformance_scratch_1_2"],
                },
                Result(
                    "keeps-new-data",
                    Verdict.Declared,
                    LawOutcome.Broken("public.note.phone: 1 values are lost."),
                    "The new column is dropped with its values: \"accepted\" & signed."
                ),
                Result(
                    "portable",
                    Verdict.NotChecked,
                    LawOutcome.NotChecked("PostgreSQL 13 is unavailable.\nNo npm.")
                ),
                Result(
                    "name-proof",
                    Verdict.NothingToCheck,
                    LawOutcome.NothingToCheck("The up script adds <nothing> that has a name.")
                ),
            ]
        );

    public static ConformanceReport Sound { get; } =
        new("sound.sql", 15, 0, [Result("applies", Verdict.Holds, LawOutcome.Holds())]);

    private static LawResult Result(
        string law,
        Verdict verdict,
        LawOutcome outcome,
        string? reason = null
    ) =>
        new(
            law,
            $"The requirement of {law}, if a < b.",
            verdict,
            outcome,
            reason,
            TimeSpan.FromMilliseconds(1234)
        );
}
