do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_attribute where attrelid = 'public.customer'::regclass and attname = 'score' and not attisdropped
    )
    then
        set local lock_timeout = '500ms';
        alter table public.customer add column score double precision;
    end if;
end
$$;
