do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (
        select attcollation = 'pg_catalog."C"'::regcollation from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'full_name'
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer alter column full_name type text collate pg_catalog."default";
    end if;
end
$$;
