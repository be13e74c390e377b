using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Reports;

/// <summary>The check of a pair that breaks laws by three statements, with text that has a meaning in HTML and in Markdown.</summary>
internal static class SampleCheck
{
    public static MigrationPair Pair { get; } =
        new()
        {
            Name = "add <email> & co.sql",
            Base = new SqlScript("base.sql", ""),
            Up = new SqlScript(
                "up <1>.sql",
                """
                -- </code></li><script>alert('up')</script>
                alter table reader add column email varchar(200);
                alter table reader
                    alter column joined type timestamp(0);
                select '<img src=x onerror=alert(1)>';
                """
            ),
            Down = new SqlScript(
                "down.sql",
                """
                alter table reader drop column email;
                alter table reader alter column joined type timestamp;
                """
            ),
        };

    public static ConformanceReport Report { get; } =
        new(
            "add <email> & co.sql",
            18,
            7,
            [
                Law("applies", Verdict.Holds, LawOutcome.Holds("The longest wait was 3 ms.")),
                Law(
                    "idempotent",
                    Verdict.Broken,
                    Failed(
                        "The second run fails: up <1>.sql, line 2: column \"email\" of relation \"reader\" already exists (42701)."
                    )
                ),
                Law(
                    "preserves-data",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence("public.reader.joined: 2 values have changed.")
                        {
                            Samples =
                            [
                                "'2024-02-29 23:59:59.123456' -> '2024-02-29 23:59:59'",
                                "'<script>alert(\"value\")</script> -> ''x' -> NULL",
                            ],
                        },
                    ])
                ) with
                {
                    Kept = ["conformance_scratch_1_2"],
                },
                Law(
                    "preserves-schema",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence("column public.reader.joined has changed.")
                        {
                            Samples =
                            [
                                "before: type=timestamp without time zone storage=p",
                                "after: type=timestamp(0) without time zone storage=p",
                            ],
                        },
                    ])
                ),
                Law(
                    "keeps-new-data",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence(
                            "Values written to public.reader.email after the up script do not exist after the down script."
                        )
                        {
                            Samples = ["'new-1001'"],
                        },
                    ])
                ),
                Law(
                    "keeps-old-writers",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence(
                            "A statement written for the base has a different effect: it returns different rows: (1, .123456) before, nothing after. By 3 statements."
                        )
                        {
                            Statement = "select id, joined from public.reader",
                            Samples = ["select id, joined from public.reader"],
                        },
                    ])
                ),
                Law(
                    "crash-safe",
                    Verdict.Broken,
                    LawOutcome.Of(
                        [
                            new Evidence(
                                "The up script, killed before statement 2: the next run fails: up <1>.sql, line 2: column \"email\" of relation \"reader\" already exists (42701)."
                            )
                            {
                                Statement =
                                    "alter table reader alter column joined type timestamp(0)",
                            },
                            new Evidence(
                                "The down script, killed before statement 2: the next run fails: down.sql, line 1: column \"email\" of relation \"reader\" does not exist (42703)."
                            )
                            {
                                Statement = "alter table reader alter column joined type timestamp",
                            },
                        ],
                        "The up script: 8 of 8 points were tried."
                    )
                ),
                Law("settings-proof", Verdict.Holds, LawOutcome.Holds()),
                Law(
                    "search-path-proof",
                    Verdict.Broken,
                    LawOutcome.Of([
                        new Evidence(
                            "If a decoy is there, the up script succeeds with a different result."
                        )
                        {
                            Samples = ["to reproduce: create schema conformance_decoy;"],
                        },
                    ])
                ),
                Law(
                    "online",
                    Verdict.Declared,
                    LawOutcome.Broken("The up script rewrote the table public.reader."),
                    "The table is <small> & \"cold\"."
                ),
                Law(
                    "portable",
                    Verdict.NotChecked,
                    LawOutcome.NotChecked("PostgreSQL 13 is unavailable.\nNo npm.")
                ),
                Law(
                    "name-proof",
                    Verdict.NothingToCheck,
                    LawOutcome.NothingToCheck("The up script adds <nothing> that has a name.")
                ),
            ]
        );

    private static LawOutcome Failed(string text) =>
        LawOutcome.Broken(text, "alter table reader add column email varchar(200)");

    private static LawResult Law(
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
