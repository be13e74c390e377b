using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>A database in which a script refuses to run, with a remedy.</summary>
/// <param name="Source">The file below scripts/sql that has the message.</param>
/// <param name="Says">Words of that message next to its remedy, which the coverage test finds in the file.</param>
/// <param name="Start">Where the database stands.</param>
/// <param name="Arrangement">Statements of a superuser; {role}, {other} and {database} are names.</param>
internal sealed record Predicament(string Source, string Says, Start Start, string Arrangement)
{
    /// <summary>Owner of V1's tables, and able to create what is wanted.</summary>
    public const string Owns = """
        alter table llm_providers owner to {role};
        alter table llm_usage_logs owner to {role};
        alter table llm_models owner to {role};
        grant usage, create on schema public to {role};

        """;

    /// <summary>Owner of all tables, and able to read and write the metadata.</summary>
    public const string OwnsAll = """
        do $$
        declare
            relation regclass;
            routine regprocedure;
        begin
            for relation in
                select c.oid from pg_class as c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            loop
                execute format('alter table %s owner to {role}', relation);
            end loop;
            for routine in
                select p.oid from pg_proc as p where p.pronamespace = 'public'::regnamespace
            loop
                execute format('alter function %s owner to {role}', routine);
            end loop;
        end $$;
        grant usage, create on schema public to {role};
        grant usage on schema opscenter to {role};
        grant all on all tables in schema opscenter to {role};

        """;

    /// <summary>May create schemas.</summary>
    public const string Creates = "grant create on database {database} to {role};\n";

    /// <summary>A use of V2 that goes to a second archive, before the arrangement.</summary>
    public string SecondUse { get; init; } = "";

    /// <summary>What the session does differently once the advice is followed, where the advice says so in words.</summary>
    public string Then { get; init; } = "";

    /// <summary>Statements of the session before the script.</summary>
    public string Session { get; init; } = "";

    /// <summary>The script, if it is not the one that the start suggests.</summary>
    public Script Script { get; init; } =
        Start switch
        {
            Start.V1 => Script.Up,
            Start.Used => Script.Rollback,
            _ => Script.Restore,
        };
}
