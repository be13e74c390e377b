do $$
begin
    perform pg_advisory_xact_lock(20310104);
    if exists (select from public."__MigrationsHistory" where "MigrationId" = '20310104000000_Third') then
        set local lock_timeout = '500ms';
        delete from public.kind where code = 'c';
        alter table public.item drop column note;
        delete from public."__MigrationsHistory" where "MigrationId" = '20310104000000_Third';
    end if;
end
$$;
