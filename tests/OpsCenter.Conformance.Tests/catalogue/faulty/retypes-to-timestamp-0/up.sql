do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'public.purchase'::regclass and attname = 'placed_at'
            and atttypid = 'pg_catalog.timestamp'::regtype and atttypmod = -1
    )
    then
        set local lock_timeout = '500ms';
        alter table public.purchase alter column placed_at type timestamp(0);
    end if;
end
$$;
