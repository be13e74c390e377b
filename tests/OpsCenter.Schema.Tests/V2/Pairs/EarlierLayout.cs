namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>The layout of the metadata before pairs were told apart: one record for each database.</summary>
internal static class EarlierLayout
{
    /// <summary>Makes the present layout the earlier one. Of several records one stays, as there was one.</summary>
    public const string Sql = """
        alter table if exists opscenter.created_object
            drop constraint created_object_pair_migration_fkey, drop constraint created_object_pkey;
        do $$
        begin
            if to_regclass('opscenter.migration') is not null then
                delete from opscenter.migration as m using opscenter.migration as o where o.pair < m.pair;
                alter table opscenter.migration drop column pair, add primary key (name);
                alter table opscenter.created_object drop column pair, add primary key (id),
                    add foreign key (migration) references opscenter.migration (name);
            end if;
        end
        $$;
        alter table if exists opscenter.archive drop column pair;
        alter table if exists opscenter.journal drop column pair;
        drop table if exists opscenter.known_whole;
        drop table opscenter.pair;

        """;
}
