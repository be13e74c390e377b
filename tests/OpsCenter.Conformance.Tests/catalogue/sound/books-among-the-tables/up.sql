do $$
begin
    perform pg_advisory_xact_lock(20310104);
    if not exists (select from public."__MigrationsHistory" where "MigrationId" = '20310104000000_Third') then
        set local lock_timeout = '500ms';
        alter table public.item add column note text;
        insert into public.kind values ('c', 'Third');
        insert into public."__MigrationsHistory" values ('20310104000000_Third', '9.0.0');
    end if;
end
$$;
