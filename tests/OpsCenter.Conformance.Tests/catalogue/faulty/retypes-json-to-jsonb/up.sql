do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'raw_import'
            and atttypid = 'pg_catalog.json'::regtype and atttypmod = -1
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer alter column raw_import type jsonb;
    end if;
end
$$;
