do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'code'
            and atttypid = 'pg_catalog.bpchar'::regtype and atttypmod = 12
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer alter column code type text, alter column code set default 'none';
    end if;
end
$$;
